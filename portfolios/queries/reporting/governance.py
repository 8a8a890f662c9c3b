"""Chapters on what the coalition decides, promises and has under way, as who reads may see it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from actors.models import Actor
from convergenze.core.visibility import is_among
from missions.models import Commitment, Decision, Procedure
from portfolios.queries.reporting.parts import SHOWN, chapter, day, table


def decisions(desk):
    """What was decided for the mission."""
    found = Decision.objects.visible_to(desk.user).filter(mission=desk.portfolio.mission_id)
    rows = [(day(one.decided_on), one.title, one.get_status_display()) for one in found.order_by("-pk")[:SHOWN]]
    return chapter(_("Decisions"), table=table([_("Day"), _("Decision"), _("State")], rows, wide=[1])) if rows else None


def commitments(desk):
    """Who promised what."""
    seen = is_among(Actor.objects.visible_to(desk.user), "actor")
    found = Commitment.objects.visible_to(desk.user).filter(seen, mission=desk.portfolio.mission_id)
    found = found.select_related("actor")
    rows = list(_promises(found.order_by("due_on", "pk")[:SHOWN]))
    head = [_("Actor"), _("Commitment"), pgettext("day", "By"), _("State")]
    return chapter(_("Commitments"), table=table(head, rows, wide=[1])) if rows else None


def _promises(rows) -> Iterator[tuple]:
    for one in rows:
        yield one.actor, one.title, day(one.due_on), one.get_status_display()


def procedures(desk):
    """Public procedures with the stage they have reached."""
    found = Procedure.objects.visible_to(desk.user).filter(mission=desk.portfolio.mission_id)
    rows = [
        (one.title, one.get_kind_display(), one.authority, one.get_status_display())
        for one in found.select_related("authority").order_by("pk")[:SHOWN]
    ]
    head = [_("Procedure"), _("Kind"), _("Proceeding body"), _("Stage")]
    return chapter(_("Procedures"), table=table(head, rows, wide=[0])) if rows else None
