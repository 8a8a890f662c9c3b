"""The pages of a portfolio that its analyses fill. ``queries.tabs.pages`` tells how to add another."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portfolios.queries.tabs import pages, pairs

pages.register("map", pgettext_lazy("picture", "Map"), group="overview", order=10, of_desk=True)
pages.register("detail", _("Actions"), group="overview", order=20)
pages.register("summary", _("Summary"), group="overview", order=30, of_desk=True)
pages.register("coverage", _("Coverage"), group="convergence", order=10, of_desk=True)
pages.register("overlaps", _("Convergences"), group="convergence", order=20, count=pairs.open_count, of_desk=True)
pages.register("alignment", _("Alignment"), group="convergence", order=50)
pages.register("money", _("Resources"), group="money", order=10, of_desk=True)
pages.register("indicators", _("Indicators"), group="results", order=10, of_desk=True)
