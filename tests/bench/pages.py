"""What is measured: addresses, for whom, and what each may cost (milliseconds; design: quality, "Speed")."""

from dataclasses import dataclass

from portfolios.models import Action

LIST_CPU, DETAIL_CPU, DETAIL_P95, SEARCH_P95, API_FACTOR = 40, 120, 300, 150, 4
TABS = (
    "map", "detail", "summary", "profile", "coverage", "overlaps", "services", "sectors", "alignment", "balance",
    "levers", "actors", "money", "flow", "timeline", "indicators", "quality",
)  # fmt: skip
ANALYSES = ("coverage", "overlaps", "synergies", "money", "balance", "alignment")


@dataclass(frozen=True)
class Page:
    """One address; ``kind`` is list, detail, search or api, and decides the budget."""

    name: str
    path: str
    kind: str
    readers: tuple = ("visitor", "officer")


def pages(site):
    """Every page of the table, in its order."""
    return [*_lists(site), *_details(site), *_tabs(site), *_search(), *_api(site)]


def _lists(site):
    few = f"status=mapped&family=public_administration&territory={site.union.slug}&cost_min=100000"
    everybody = ("visitor", "member", "officer")
    return [
        Page("actions", "/actions/", "list", everybody),
        Page("actions, four filters", f"/actions/?{few}", "list"),
        Page("actions, two words", "/actions/?q=scuola+digitalizzazione", "list"),
        Page("actions by cost", "/actions/?sort=-cost", "list"),
        Page("actions, page 40", "/actions/?page=40", "list"),
        Page("actors", "/actors/", "list"),
        Page("territories", "/territories/", "list"),
        Page("challenges", "/challenges/", "list"),
        Page("missions", "/missions/", "list"),
        Page("portfolios", "/portfolios/", "list"),
        Page("imports", "/imports/", "list", ("officer",)),
    ]


def _details(site):
    placed, recorded = (
        Action.objects.filter(status=status).order_by("pk").first() for status in ("in_progress", "mapped")
    )
    challenge, owner, place = site.mission.challenge, site.mission.owner, site.union.parts.first().part
    return [
        Page("front page", "/", "detail"),
        Page("action", placed.get_absolute_url(), "detail"),
        Page("action, recorded", recorded.get_absolute_url(), "detail"),
        Page("actor", owner.get_absolute_url(), "detail"),
        Page("municipality", place.get_absolute_url(), "detail"),
        Page("union", site.union.get_absolute_url(), "detail"),
        Page("region", site.region.get_absolute_url(), "detail"),
        Page("challenge", challenge.get_absolute_url(), "detail"),
        Page("mission", site.mission.get_absolute_url(), "detail"),
        Page("gate", f"{site.mission.get_absolute_url()}gate/", "detail"),
    ]


def _tabs(site):
    home = site.portfolio.get_absolute_url()
    return [Page(f"portfolio: {tab}", home if tab == "detail" else f"{home}{tab}/", "detail") for tab in TABS]


def _search():
    words = {"one word": "scuola", "two words": "case+vuote", "a place": "monteverde", "no hit": "xyzzyq"}
    return [Page(f"search, {name}", f"/search/?q={text}", "search") for name, text in words.items()]


def _api(site):
    names = (
        "actions",
        "actors",
        "territories",
        "missions",
        "challenges",
        "contributions",
        "funding-lines",
        "portfolios",
    )
    lists = [Page(f"API {name}", f"/api/v1/{name}/", "api") for name in names]
    home = f"/api/v1/portfolios/{site.portfolio.public_id}/analyses/"
    return lists + [Page(f"API analysis {name}", f"{home}{name}/", "detail") for name in ANALYSES]
