"""The pages of a portfolio that its analyses fill. ``queries.tabs.pages`` tells how to add another."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portfolios.queries.tabs import pages, pairs

pages.register("map", pgettext_lazy("picture", "Map"), group="overview", order=10, of_desk=True)
pages.register("detail", _("Actions"), group="overview", order=20)
pages.register("summary", _("Summary"), group="overview", order=30, of_desk=True)
pages.register("coverage", _("Coverage"), group="convergence", order=10, of_desk=True)
pages.register("services", _("Who serves what"), group="convergence", order=30, of_desk=True)
pages.register("sectors", _("Sectors"), group="convergence", order=40, of_desk=True)
pages.register("balance", _("Target mix"), group="balance", order=10, of_desk=True)
pages.register("levers", _("Levers"), group="balance", order=20, of_desk=True)
pages.register("actors", _("Actors"), group="balance", order=30, of_desk=True)
pages.register("flow", _("Money flow"), group="money", order=20, of_desk=True)
pages.register("timeline", _("Timeline"), group="time", order=10, of_desk=True)
pages.register("quality", _("Quality of the mission"), group="results", order=20, of_desk=True)
pages.register("profile", _("Convergence profile"), group="overview", order=40, of_desk=True)
pages.register("overlaps", _("Convergences"), group="convergence", order=20, count=pairs.open_count, of_desk=True)
pages.register("alignment", _("Alignment"), group="convergence", order=50, of_desk=True)
pages.register("money", _("Resources"), group="money", order=10, of_desk=True)
pages.register("indicators", _("Indicators"), group="results", order=10, of_desk=True)
