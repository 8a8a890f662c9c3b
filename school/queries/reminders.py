"""Reminders: when each leaves, to whom, in which words. Nothing is stored, so a date that moves moves its reminders."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from school.choices.enrolment import Anchor, Audience
from school.choices.enrolment import EnrolmentStatus as S
from school.queries.states import said

STATES = {Audience.CONFIRMED: S.CONFIRMED, Audience.OFFERED: S.OFFERED, Audience.WAITING: S.WAITLISTED}
SAMPLE = "Maria Rossi"


@dataclass(frozen=True)
class Moment:
    """One time that a rule speaks. ``anchor``: the date it counts from; ``enrolment``: whose date, where it is own."""

    key: str
    anchor: datetime
    at: datetime
    enrolment: Any = None


@dataclass(frozen=True)
class Receiver:
    """To whom: ``user`` is the account, when there is one."""

    key: str
    name: str
    email: str
    user: Any = None


def moments_of(rule) -> list[Moment]:
    """When the rule speaks, in order."""
    edition, offset = rule.edition, timedelta(minutes=rule.offset_minutes)
    if rule.anchor == Anchor.OFFER_EXPIRY:
        rows = edition.enrolments.filter(status=S.OFFERED).select_related("person__account")
        found = [(f"o{one.pk}", one.offer_expires_at, one) for one in rows]
    elif rule.anchor in (Anchor.SESSION_START, Anchor.SESSION_END):
        column = "starts_at" if rule.anchor == Anchor.SESSION_START else "ends_at"
        found = [(f"s{pk}", when, None) for pk, when in edition.sessions.standing().values_list("pk", column)]
    else:
        when = edition.enrolment_opens_at if rule.anchor == Anchor.OPENS else edition.enrolment_closes_at
        found = [("e", when, None)] if when else []
    made = [Moment(f"{key}-{when:%Y%m%d%H%M}", when, when + offset, own) for key, when, own in found]
    return sorted(made, key=lambda one: (one.at, one.key))


def receivers_of(rule, moment) -> list[Receiver]:
    """Whom the rule speaks to at that moment."""
    if rule.audience == Audience.STAFF:
        rows = rule.edition.staff.filter(person__account__is_active=True).select_related("person__account")
        people = {row.person.account: row.person.name for row in rows}
        return [Receiver(f"u{user.pk}", name, user.email, user) for user, name in people.items()]
    rows = rule.edition.enrolments.filter(status=STATES[Audience(rule.audience)]).select_related("person__account")
    if moment.enrolment is not None:
        rows = rows.filter(pk=moment.enrolment.pk)
    return [Receiver(f"e{one.pk}", one.name, one.email, one.person.account) for one in rows]


def filled(rule, *, name, anchor) -> tuple[str, str]:
    """(subject, text) with the words between braces filled in."""
    words = {
        "name": name,
        "edition": str(rule.edition),
        "when": said(anchor, rule.edition) if anchor else _("(no date)"),
    }
    return rule.subject.format_map(words), rule.text.format_map(words)


@dataclass(frozen=True)
class Preview:
    """A rule as its page shows it: the next times it speaks, and what somebody would read."""

    rule: Any
    next: list[Moment]
    subject: str
    text: str


def preview_of(rule, now) -> Preview:
    """The next three times from ``now``, and the words as ``SAMPLE`` would read them."""
    moments = moments_of(rule)
    coming = [one for one in moments if one.at >= now]
    anchor = (coming or moments)[0].anchor if moments else None
    return Preview(rule, coming[:3], *filled(rule, name=SAMPLE, anchor=anchor))
