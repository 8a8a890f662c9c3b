"""The days of portfolios in the calendar."""

from django.utils.translation import gettext_lazy as _

from convergenze.core import agenda
from portfolios.queries import calendar

agenda.register({"call_opens": _("Calls that open"), "call_closes": _("Calls that close")}, order=40)(
    calendar.call_days
)
agenda.register({"cliff": _("Money that runs out")}, order=50)(calendar.cliff_days)
agenda.register({"trigger": _("Windows of triggers")}, order=60)(calendar.trigger_days)
