"""Pages of actions: the list with its exports, one action."""

from django.shortcuts import get_object_or_404, redirect

from actors.models import Actor
from convergenze.core.htmx import render_part
from convergenze.core.pages import page_of
from convergenze.core.templatetags.formats import euro_short
from convergenze.core.visibility import fetch_named, is_among
from convergenze.exchange.messages import parse_day
from convergenze.history import queries as reading
from portfolios.filters import ORIGIN_LABELS, ActionFilter
from portfolios.models import Action, Portfolio
from portfolios.queries import lists
from portfolios.queries.links import history_of
from portfolios.views.exports import action_file
from portfolios.workflow import action_workflow

SHOWN_ENTRIES = 10
HEALTH_TONES = {"on_track": "success", "at_risk": "warning", "late": "warning", "blocked": "danger"}


def action_list(request):
    """Every action the reader may see: searched, filtered, sorted, paged; ``?format=csv`` or ``xlsx`` for a file."""
    found = ActionFilter(request.GET, Action.objects.visible_to(request.user).exclude(status="merged"), request=request)
    rows = lists.sorted_actions(found.qs, request.GET.get("sort", ""), request.user)
    if request.GET.get("format") in ("csv", "xlsx"):
        return action_file(rows.with_people(), request.GET["format"])
    seen = Action.objects.visible_to(request.user).as_lines()
    page = page_of(request, rows, lines=seen) if request.GET.get("q") else page_of(request, rows.as_lines())
    context = {
        "filter": found,
        "page": page,
        "rows": _lines(page.object_list, request.user),
        "portfolios": _fillable(request.user),
        "may_add": request.user.has_perm("portfolios.add_action"),
        "may_import": request.user.has_perm("exchange.add_importrun"),
    }
    return render_part(request, "portfolios/action_list.html", context, part="results")


def _lines(actions, user):
    """(action, euro secured, names of its places) of each."""
    secured = lists.secured_by_action(actions)
    places = fetch_named(actions, "territories", "name", user) if actions else {}
    return [(action, secured.get(action.pk), places.get(action.pk, ())) for action in actions]


def action_detail(request, slug):
    """One action with everything that hangs from it; a merged one answers with the address of the survivor."""
    rows = Action.objects.visible_to(request.user).select_related("lead", "merged_into", "predecessor")
    action = get_object_or_404(rows, slug=slug)
    if action.merged_into and request.user.has_perm("portfolios.view_action", action.merged_into):
        return redirect(action.merged_into, permanent=True)
    return render_part(request, "portfolios/action_detail.html", _everything_about(action, request.user), part="moves")


def _everything_about(action, user):
    money = lists.money_of(action)
    entries = history_of(action, user).select_related("subject_type")[:SHOWN_ENTRIES] if user.is_authenticated else []
    return {
        "action": action,
        "roles": action.roles.filter(is_among(Actor.objects.visible_to(user), "actor")).select_related("actor"),
        "territories": action.territories.visible_to(user),
        "levers": Action._meta.get_field("levers").labels(action.levers),
        "targets": Action._meta.get_field("target_groups").labels(action.target_groups),
        "money": money,
        "cost_shown": euro_short(action.cost),
        "secured_shown": euro_short(money["secured"]),
        "gap_shown": euro_short(money["gap"]),
        "gap_tone": "warning" if money["gap"] else "",
        "health_tone": HEALTH_TONES.get(action.health, "neutral"),
        "lines": action.funding_lines.select_related("programme"),
        "contributions": lists.contributions_of(action, user),
        "offers": [row for row in action.resources.all() if row.direction == "offer"],
        "needs": [row for row in action.resources.all() if row.direction == "need"],
        "links": [
            (link, link.other if link.one_id == action.pk else link.one) for link in lists.links_of(action, user)
        ],
        "placements": lists.portfolios_of(action, user),
        "sources": [
            (row, ORIGIN_LABELS.get(row.source, row.source), parse_day(row.release), _published(row))
            for row in action.source_records.all()
        ],
        "checklist": _moves(action, user),
        "history": reading.lines(entries, user),
        "may_change": user.has_perm("portfolios.change_action", action),
        "may_merge": user.has_perm("portfolios.merge_action", action) and not action.merged_into_id,
        "may_confirm": user.has_perm("portfolios.confirm_action", action),
    }


def _moves(action, user):
    """The moves of the page; merging has a page of its own, where the other action is chosen."""
    moves = action_workflow.checklist(action, user) if user.is_authenticated else []
    return [(move, reasons) for move, reasons in moves if move.name != "merge"]


def _published(row):
    """The row of a source as label and text; lists inside are left to the file."""
    return [
        (name, value) for name, value in row.raw.items() if value not in (None, "", [], {}) and not name.startswith("_")
    ]


def _fillable(user):
    """Portfolios the user may pull actions into."""
    if not user.is_authenticated or not user.has_perm("portfolios.add_portfolio"):
        return []
    rows = Portfolio.objects.visible_to(user).exclude(status="superseded").order_by("title")
    rows = rows.only("title", "mission", "visibility", "deleted_at")
    return [row for row in rows[:100] if user.has_perm("portfolios.place_portfolio", row)]
