"""Versions, snapshots and sharing in the house: the pages of a portfolio, search, what an adoption brings with it."""

from django.utils.translation import gettext_lazy as _

from convergenze.search import registry as search
from portfolios import services
from portfolios.models import Snapshot
from portfolios.queries.tabs import pages
from portfolios.workflow import portfolio_workflow

search.register(
    Snapshot,
    A=("title", "reference"),
    related=("portfolio",),
    context=lambda snapshot: str(snapshot.portfolio),
    order=90,
)
pages.register("versions", _("Versions and snapshots"), group="time", order=60)
pages.register("sharing", _("Share and export"), group="overview", order=90)
portfolio_workflow.then("adopt")(services.freeze_adopted)
