"""Links between actions: proposed by the analysis with an explained score, decided by people."""

import hashlib
import json
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from convergenze.accounts.services import clock
from convergenze.history import services as history
from portfolios.analysis.overlap import OverlapIndex, overlaps, overlaps_of
from portfolios.choices import LinkKind, LinkStatus
from portfolios.models import ActionLink
from portfolios.queries.loading import load_world
from portfolios.queries.parameters import parameters_in_use
from portfolios.workflow import link_workflow

COMPARED = ("title", "summary", "objectives", "targets", "levers", "munis", "starts_on", "ends_on")


@transaction.atomic
def propose_links(*, portfolio, action=None, as_of=None):
    """Store the overlap candidates of ``portfolio`` (or only those of one ``action``) as suggested links.

    Known pairs get the new score. A dismissed or resolved pair comes back only when what was compared has changed.
    Suggestions that are no longer candidates disappear; whatever people touched stays. Returns the links that wait.
    """
    world = load_world(portfolio, as_of or timezone.localdate(), unaligned=False)
    found = _candidates(world, action)
    known = _known_links(world, action)
    plain = {one.key: one for one in world.actions}
    for pair in found:
        print_ = fingerprint(plain[pair.a], plain[pair.b])
        _store(known.pop((min(pair.a, pair.b), max(pair.a, pair.b)), None), pair, print_)
    gone = [link.pk for link in known.values() if link.status == LinkStatus.SUGGESTED]
    ActionLink.objects.filter(pk__in=gone).delete()
    return _waiting(world, action)


def fingerprint(one, two):
    """SHA-256 of the compared fields of two actions of a world, in either order."""
    texts = sorted(json.dumps([_plain(getattr(action, name)) for name in COMPARED]) for action in (one, two))
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def decide_link(*, link, decision, by, resolution="", reason=""):
    """Make one of the moves review, confirm, dismiss, resolve, reopen; return the link as stored.

    Resolving a pair that waits confirms it first. Raises ``MoveRefused``, ``PermissionDenied``, ``ValidationError``.
    """
    with transaction.atomic():
        if decision == "resolve" and link.status in LinkStatus.awaiting():
            link = link_workflow.perform(link, "confirm", by=by)
        if decision == "reopen":
            # Only a resolved link may have a resolution, so it goes before the state does.
            ActionLink.objects.filter(pk=link.pk).update(resolution="")
        answers = {"resolution": resolution, "reason": reason}
        link_workflow.perform(link, decision, by=by, answers=answers)
        link.refresh_from_db()
        return link


@transaction.atomic
def link_actions(*, one, other, kind, by, reason="", score=None, parts=None):
    """A link that a person confirms between two actions (a synergy, a dependency: ``one`` needs ``other``).

    ``one`` is kept as the smaller id except for directed kinds. Saying it again returns the link that is there.
    """
    if kind not in (LinkKind.DEPENDENCY, LinkKind.SEQUENCE, LinkKind.LEARNING) and one.pk > other.pk:
        one, other = other, one
    link = ActionLink.objects.filter(one=one, other=other, kind=kind).first()
    if link is None:
        link = history.save(ActionLink(one=one, other=other, kind=kind, score=score, parts=parts or {}), by=by)
    if link.status in LinkStatus.awaiting():
        decide_link(link=link, decision="confirm", by=by, reason=reason)
    link.refresh_from_db()
    return link


def _candidates(world, action):
    parameters = parameters_in_use()
    index = OverlapIndex(world, parameters)
    if action is None:
        return overlaps(world, parameters, index)
    own = next((one for one in world.actions if one.key == action.pk), None)
    return overlaps_of(own, world, parameters, index) if own else []


def _known_links(world, action):
    ids = [one.key for one in world.actions]
    rows = ActionLink.objects.filter(kind=LinkKind.DUPLICATION, one__in=ids, other__in=ids)
    if action is not None:
        rows = rows.filter(one=action) | rows.filter(other=action)
    return {(row.one_id, row.other_id): row for row in rows}


def _store(link, pair, print_):
    parts = {name: None if part is None else round(part, 4) for name, part in asdict(pair.parts).items()}
    values = {"score": round(pair.score, 4), "parts": parts, "fingerprint": print_}
    if link is None:
        one, other = sorted((pair.a, pair.b))
        link = ActionLink.objects.create(one_id=one, other_id=other, kind=LinkKind.DUPLICATION, **values)
        history.record(link, "propose", by=clock())
        return
    changed = link.fingerprint != print_
    if not changed and link.score == values["score"]:
        return
    ActionLink.objects.filter(pk=link.pk).update(**values)
    if changed and link.status in (LinkStatus.DISMISSED, LinkStatus.RESOLVED) and link.fingerprint:
        decide_link(link=link, decision="reopen", by=clock())


def _waiting(world, action):
    rows = _known_links(world, action).values()
    return sorted((row for row in rows if row.status in LinkStatus.awaiting()), key=lambda row: -(row.score or 0))


def _plain(value):
    return sorted(map(str, value)) if isinstance(value, (frozenset, dict)) or hasattr(value, "keys") else str(value)
