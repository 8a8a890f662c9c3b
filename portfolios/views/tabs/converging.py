"""Pages of pairs: where actions may duplicate each other, where they may help each other, and the decisions."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from convergenze.core.pages import page_of
from portfolios import services
from portfolios.analysis.synergy import link_graph
from portfolios.choices import LinkKind, Resolution
from portfolios.models import Action, ActionLink
from portfolios.queries.tabs import pairs
from portfolios.queries.tabs.comparison import side_by_side
from portfolios.views.tabs.frame import desk_at, show

DISMISS, REOPEN = "dismiss", "reopen"
EACH_PAGE, FIRST = 10, 5


def portfolio_overlaps(request, slug):
    """Overlap and synergy candidates that concern who asks; visitors are told why they see none.

    ``?kind=synergy`` pages through the synergies; without it the first few stand under the duplications.
    """
    desk = desk_at(request, slug)
    duplications, synergies = pairs.duplications(desk), pairs.synergies(desk)
    asked = LinkKind.SYNERGY if request.GET.get("kind") == LinkKind.SYNERGY else LinkKind.DUPLICATION
    context = {
        "kind": asked,
        "page": page_of(request, synergies if asked == LinkKind.SYNERGY else duplications, size=EACH_PAGE),
        "synergies": synergies[:FIRST],
        "synergy_count": len(synergies),
        "settled": pairs.settled(desk, duplications),
        "anchors": desk.listed(link_graph(desk.world, desk.parameters).anchors),
    }
    return show(request, desk, "overlaps", context)


def portfolio_pair(request, slug, one, other):
    """Two actions side by side; POST makes one of the four decisions or dismisses the pair."""
    desk = desk_at(request, slug)
    pair = pairs.one_pair(desk, min(one, other), max(one, other))
    if pair is None:
        raise Http404
    if request.method == "POST":
        return _decide(request, desk, pair)
    link = pair.link or _unsaved(pair)
    may = {move: request.user.has_perm(f"portfolios.{move}_actionlink", link) for move in ("resolve", "reopen")}
    is_candidate = pair.score >= desk.parameters.overlap_from
    context = {
        "pair": pair,
        "fields": side_by_side(desk, pair.one.key, pair.other.key),
        "may_decide": may["resolve"] and pair.is_open and (is_candidate or pair.link),
        "may_reopen": may["reopen"] and pair.link and not pair.is_open,
        "decisions": Resolution.choices,
    }
    return show(request, desk, "pair", context, part_of="overlaps")


def _unsaved(pair):
    actions = Action.objects.in_bulk([pair.one.key, pair.other.key])
    return ActionLink(one=actions[pair.one.key], other=actions[pair.other.key], kind=LinkKind.DUPLICATION)


def _decide(request, desk, pair):
    """Keep the answer, say so, and go back to the list; what was refused is told on the page of the pair."""
    try:
        _answer(_stored(desk, pair), request.POST, request.user)
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
        return redirect("portfolios:pair", desk.portfolio.slug, pair.one.key, pair.other.key)
    sides = {"one": pair.one, "other": pair.other}
    messages.success(request, _("The decision on “%(one)s” and “%(other)s” is recorded.") % sides)
    return redirect("portfolios:overlaps", desk.portfolio.slug)


@transaction.atomic
def _answer(link, answers, user):
    """One of the four decisions, "dismiss" or "reopen"; merging also asks which action is kept."""
    decision, reason = answers.get("decision", ""), answers.get("reason", "")
    if decision in Resolution.values:
        services.decide_link(link=link, decision="resolve", resolution=decision, reason=reason, by=user)
    elif decision in (DISMISS, REOPEN):
        services.decide_link(link=link, decision=decision, reason=reason, by=user)
    else:
        raise ValidationError(_("Choose one of the decisions."))
    if decision == Resolution.MERGE:
        sides = {str(action.pk): action for action in (link.one, link.other)}
        keep = sides.pop(answers.get("keep", ""), None)
        if keep is None:
            raise ValidationError(_("Say which of the two actions is kept."))
        services.merge_actions(keep=keep, drop=next(iter(sides.values())), reason=reason, by=user)


def _stored(desk, pair):
    """The link of a pair; a candidate that nobody has stored yet is proposed first."""
    if pair.link:
        return pair.link
    services.propose_links(portfolio=desk.portfolio)
    link = ActionLink.objects.visible_to(desk.user).filter(
        one=pair.one.key, other=pair.other.key, kind=LinkKind.DUPLICATION
    )
    if not link:
        raise ValidationError(_("These two actions are no longer a candidate pair."))
    return link[0]
