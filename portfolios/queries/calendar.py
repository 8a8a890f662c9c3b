"""The days of calls, of money and of triggers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from convergenze.core.agenda import Happening
from convergenze.core.money import show_euro
from portfolios.choices.acting import CallKind, TriggerStatus
from portfolios.models import Action, FundingCall, FundingLine, Trigger


def call_days(user, since: date, until: date) -> Iterator[Happening]:
    """When calls open and close, of the kinds that an action can answer."""
    rows = FundingCall.objects.visible_to(user).filter(kind__in=[*CallKind.for_projects(), ""])
    rows = rows.select_related("programme").defer("raw")
    sides = (("opens_on", "call_opens", _("Opens: %(call)s")), ("closes_on", "call_closes", _("Closes: %(call)s")))
    for name, kind, words in sides:
        for call in rows.filter(**{f"{name}__range": (since, until)}):
            yield Happening(
                kind, f"{kind.replace('_', '-')}-{call.public_id}", getattr(call, name), words % {"call": call.title},
                call.get_absolute_url(), about=str(call.programme or call.authority), note=call.recipients,
                version=call.version, changed_at=call.updated_at,
            )  # fmt: skip


def cliff_days(user, since: date, until: date) -> Iterator[Happening]:
    """When secured money may no longer be spent although its action, placed in a portfolio, goes on."""
    placed = Action.objects.visible_to(user).filter(placements__isnull=False).values("pk")
    rows = FundingLine.objects.secured().filter(action__in=placed).select_related("action")
    ends = Coalesce("eligibility_ends_on", "programme__eligibility_ends_on")
    rows = rows.annotate(ends=ends).filter(ends__range=(since, until), action__ends_on__gt=F("ends"))
    for line in rows:
        said = {"amount": show_euro(line.amount, short=True), "source": line.source, "action": line.action.title}
        yield Happening(
            "cliff", f"cliff-{line.action.public_id}-{line.pk}", line.ends,
            _("%(amount)s of %(source)s can be spent until today: %(action)s goes on") % said,
            line.action.get_absolute_url(), about=line.action.title, version=line.version, changed_at=line.updated_at,
        )  # fmt: skip


def trigger_days(user, since: date, until: date) -> Iterator[Happening]:
    """When windows of triggers open and close, while they may still fire."""
    rows = Trigger.objects.visible_to(user).filter(status__in=TriggerStatus.pending())
    rows = rows.filter(Q(window_from__range=(since, until)) | Q(window_until__range=(since, until)))
    sides = (("window_from", _("Window opens: %(trigger)s")), ("window_until", _("Window closes: %(trigger)s")))
    for trigger in rows.select_related("mission"):
        for name, words in sides:
            day = getattr(trigger, name)
            if day and since <= day <= until:
                yield Happening(
                    "trigger", f"trigger-{name.removeprefix('window_')}-{trigger.public_id}", day,
                    words % {"trigger": trigger.title}, trigger.get_absolute_url(), about=trigger.mission.title,
                    version=trigger.version, changed_at=trigger.updated_at,
                )  # fmt: skip
