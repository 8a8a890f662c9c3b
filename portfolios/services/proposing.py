"""Links that the analyses propose: found, kept with their explained score, taken back when they no longer hold."""

import hashlib
import json
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from convergenze.accounts.services import clock
from convergenze.history import services as history
from portfolios.analysis.overlap import OverlapIndex, overlaps, overlaps_of
from portfolios.analysis.synergy import synergies, synergies_of
from portfolios.choices import LinkKind, LinkStatus
from portfolios.models import ActionLink, Portfolio
from portfolios.queries.loading import load_world
from portfolios.queries.parameters import parameters_in_use
from portfolios.services.deciding import decide_link

# What the score of each kind is made of: a pair that was answered comes back only when one of these has changed.
COMPARED = {
    LinkKind.DUPLICATION: ("title", "summary", "objectives", "targets", "levers", "munis", "starts_on", "ends_on"),
    LinkKind.SYNERGY: ("objectives", "levers", "munis", "starts_on", "ends_on", "offers", "needs"),
}


def propose_links(*, portfolio, action=None, as_of=None):
    """Keep the overlap and synergy candidates of ``portfolio`` (or only those of one ``action``) as suggested links.

    Known pairs get the new score. A dismissed or resolved pair comes back only when what was compared has changed.
    Suggestions that no portfolio proposes any more disappear; whatever people touched stays. Again changes nothing.
    Returns the links that wait, highest score first.
    """
    # Compared before the transaction: other people's writes do not wait for a long comparison.
    world = load_world(portfolio, as_of or timezone.localdate(), unaligned=False)
    found = _candidates(world, action)
    with transaction.atomic():
        Portfolio.objects.select_for_update().get(pk=portfolio.pk)
        known = _known_links(portfolio, action)
        _add([pair for key, pair in found.items() if key not in known], portfolio)
        for key, link in known.items():
            _renew(link, found[key], portfolio) if key in found else _withdraw(link, portfolio)
        return _waiting(portfolio, action)


def fingerprint(one, two, kind=LinkKind.DUPLICATION, families=()):
    """SHA-256 of what the score of ``kind`` compares of two actions of a world, in either order."""
    texts = sorted(json.dumps([_plain(getattr(action, name)) for name in COMPARED[kind]]) for action in (one, two))
    return hashlib.sha256("\n".join([*texts, *sorted(map(str, families))]).encode()).hexdigest()


def _candidates(world, action):
    """{(kind, one, other): values} of the pairs worth proposing."""
    parameters = parameters_in_use()
    index = OverlapIndex(world, parameters)
    if action is None:
        alike = overlaps(world, parameters, index)
        helping = synergies(world, parameters, frozenset(pair.pair for pair in alike))
    else:
        own = next((one for one in world.actions if one.key == action.pk), None)
        alike = overlaps_of(own, world, parameters, index) if own else []
        helping = synergies_of(own, world, frozenset(pair.pair for pair in alike), parameters) if own else []
    plain = {one.key: one for one in world.actions}
    found = [_values(pair, LinkKind.DUPLICATION, plain, world) for pair in alike]
    found += [_values(pair, LinkKind.SYNERGY, plain, world) for pair in helping]
    return {(values["kind"], values["one_id"], values["other_id"]): values for values in found}


def _values(pair, kind, plain, world):
    one, other = sorted((pair.a, pair.b))
    families = [world.family_of(plain[key].lead) for key in (one, other)] if kind == LinkKind.SYNERGY else ()
    return {
        "kind": str(kind),
        "one_id": one,
        "other_id": other,
        "score": round(pair.score, 4),
        "parts": {name: None if part is None else round(part, 4) for name, part in asdict(pair.parts).items()},
        "fingerprint": fingerprint(plain[one], plain[other], kind, families),
    }


def _known_links(portfolio, action):
    """{(kind, one, other): link} of what this portfolio proposed before, and of every link between its actions."""
    rows = ActionLink.objects.filter(kind__in=LinkKind.proposed())
    if action is not None:
        rows = rows.filter(one=action) | rows.filter(other=action)
    inside = rows.inside(portfolio) | rows.filter(found_in__has_key=str(portfolio.pk))
    return {(row.kind, *sorted((row.one_id, row.other_id))): row for row in inside}


def _add(found, portfolio):
    """Keep new pairs as suggestions, each with its fact in the history."""
    links = [ActionLink(**values, found_in={str(portfolio.pk): values["score"]}) for values in found]
    ActionLink.objects.bulk_create(links, batch_size=500)
    if links:
        made = ActionLink.objects.select_related("one", "other").in_bulk([link.pk for link in links])
        history.record_many(list(made.values()), "propose", by=clock())


def _renew(link, values, portfolio):
    """Give a known pair its present score; an answered one comes back when what was compared has changed."""
    found_in = link.found_in | {str(portfolio.pk): values["score"]}
    highest = max(found_in.values())
    now = {"found_in": found_in, "score": highest, "fingerprint": values["fingerprint"]}
    if values["score"] == highest:
        now["parts"] = values["parts"]
    if all(getattr(link, name) == value for name, value in now.items()):
        return
    ActionLink.objects.filter(pk=link.pk).update(**now)
    changed = link.fingerprint and link.fingerprint != values["fingerprint"]
    if changed and link.status in (LinkStatus.DISMISSED, LinkStatus.RESOLVED):
        decide_link(link=link, decision="reopen", by=clock())


def _withdraw(link, portfolio):
    """This portfolio proposes the pair no longer; a suggestion that none proposes disappears."""
    left = {key: score for key, score in link.found_in.items() if key != str(portfolio.pk)}
    if not left and link.status == LinkStatus.SUGGESTED:
        link.delete()
    elif left != link.found_in:
        ActionLink.objects.filter(pk=link.pk).update(found_in=left, score=max(left.values(), default=link.score))


def _waiting(portfolio, action):
    rows = ActionLink.objects.awaiting().inside(portfolio).filter(kind__in=LinkKind.proposed())
    if action is not None:
        rows = rows.filter(one=action) | rows.filter(other=action)
    return list(rows.select_related("one", "other").order_by("-score", "pk"))


def _plain(value):
    return sorted(map(str, value)) if isinstance(value, (frozenset, dict)) or hasattr(value, "keys") else str(value)
