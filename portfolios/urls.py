"""Pages of portfolios."""

from django.urls import include, path
from django.views.generic import RedirectView

from portfolios.views import actions, arranging, enlisting, placements, portfolios, tabs, writing
from portfolios.views.call_urls import ANSWERS, CALLS, PROGRAMMES
from portfolios.views.learning.urls import LEARNING
from portfolios.views.link_urls import LINKS
from portfolios.views.tabs import declaring, made
from portfolios.views.time_urls import TIME

app_name = "portfolios"

TABS = [
    path("map/", tabs.portfolio_map, name="map"),
    path("coverage/", tabs.portfolio_coverage, name="coverage"),
    path("overlaps/", tabs.portfolio_overlaps, name="overlaps"),
    path("overlaps/<int:one>-<int:other>/", tabs.portfolio_pair, name="pair"),
    # Synergies stand on the page of convergences, under the duplications.
    path("synergies/", RedirectView.as_view(pattern_name="portfolios:overlaps"), name="synergies"),
    path("alignment/", tabs.portfolio_alignment, name="alignment"),
    path("summary/", tabs.portfolio_summary, name="summary"),
]

ACTIONS = [
    path("", actions.action_list, name="action_list"),
    path("new/", writing.action_new, name="action_new"),
    path("place/", placements.place, name="place"),
    path("<slug:slug>/", actions.action_detail, name="action_detail"),
    path("<slug:slug>/edit/", writing.action_edit, name="action_edit"),
    path("<slug:slug>/merge/", writing.action_merge, name="action_merge"),
    path("<slug:slug>/confirm/", writing.action_confirm, name="action_confirm"),
    path("<slug:slug>/moves/<str:name>/", writing.action_move, name="action_move"),
]

PORTFOLIOS = [
    path("", portfolios.portfolio_list, name="list"),
    path("new/", portfolios.portfolio_new, name="new"),
    path("<slug:slug>/", placements.placements, name="detail"),
    path("<slug:slug>/edit/", portfolios.portfolio_edit, name="edit"),
    path("<slug:slug>/arrange/", arranging.arrange, name="arrange"),
    path("<slug:slug>/enlist/", enlisting.enlist, name="enlist"),
    path("<slug:slug>/agree/", placements.contributions_agree, name="agree"),
    path("<slug:slug>/moves/<str:name>/", portfolios.portfolio_move, name="move"),
    path("<slug:slug>/placements/<int:pk>/remove/", arranging.placement_remove, name="placement_remove"),
]

urlpatterns: list = [
    path("", include(LEARNING)),
    *TIME,
    path("actions/", include(ACTIONS)),
    path("calls/", include(CALLS)),
    path("links/", include(LINKS)),
    path("programmes/", include(PROGRAMMES)),
    path("contributions/<int:pk>/moves/<str:name>/", placements.contribution_move, name="contribution_move"),
    path("portfolios/", include(PORTFOLIOS)),
    path("portfolios/<slug:slug>/", include([*TABS, *ANSWERS, *made.PATHS])),
    path("parameters/", declaring.parameters, name="parameters"),
]
