"""Pages of pairs: where actions may duplicate each other, where they may help each other, and the decisions."""

from django.http import Http404
from django.shortcuts import redirect

from convergenze.core.pages import page_of
from convergenze.core.rules_glue import require
from portfolios import services
from portfolios.analysis.synergy import link_graph
from portfolios.choices import LinkKind
from portfolios.models import Action, ActionLink
from portfolios.queries.links import precision_of
from portfolios.queries.tabs import pairs
from portfolios.queries.tabs.comparison import side_by_side
from portfolios.queries.tabs.graph import graph
from portfolios.views.tabs.frame import desk_at, show

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
        "graph": graph(desk),
        "precision": precision_of(ActionLink.objects.visible_to(desk.user).inside(desk.portfolio)),
    }
    return show(request, desk, "overlaps", context)


def portfolio_pair(request, slug, one, other):
    """Two actions side by side that nobody has linked yet; POST takes them up for review. A link has its own page."""
    desk = desk_at(request, slug)
    pair = pairs.one_pair(desk, min(one, other), max(one, other))
    if pair is None:
        raise Http404
    if pair.link:
        return redirect(pair.link)
    actions = Action.objects.in_bulk([pair.one.key, pair.other.key])
    link = ActionLink(one=actions[pair.one.key], other=actions[pair.other.key], kind=LinkKind.DUPLICATION)
    if request.method == "POST":
        require(request.user, "portfolios.review_actionlink", link)
        return redirect(services.take_up_pair(one=link.one, other=link.other, by=request.user))
    context = {
        "pair": pair,
        "fields": side_by_side(desk, pair.one.key, pair.other.key),
        "may_take_up": request.user.has_perm("portfolios.review_actionlink", link),
    }
    return show(request, desk, "pair", context, part_of="overlaps")
