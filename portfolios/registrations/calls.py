"""What funding calls offer the house."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from convergenze.core import navigation, panels
from convergenze.exchange import registry as exchange
from convergenze.history import services as history
from convergenze.notes import conditions
from convergenze.notifications import lists
from convergenze.search import registry as search
from portfolios.filters.calls import FundingCallFilter
from portfolios.models import Action, FundingCall
from portfolios.queries import action_calls
from portfolios.queries.tabs import findings, pages
from portfolios.queries.tabs.calls import Purpose
from portfolios.services import findings as services
from portfolios.sheets import CallSheet

search.register(
    FundingCall,
    A=("title", "reference"),
    B=("authority",),
    C=("recipients", "stated"),
    D=("summary",),
    excerpt="summary",
    context=lambda call: " · ".join(filter(None, [call.get_kind_display(), call.authority])),
    order=60,
)

navigation.register(_("Calls"), "portfolios:call_list", order=65)
lists.offer(FundingCallFilter, "portfolios:call_list")
navigation.register(_("Funding programmes"), "portfolios:programme_list", place="programme", order=40)
exchange.register(CallSheet())
pages.register("calls", _("Calls"), group="money", order=30)
pages.register("findings", _("Findings"), group="convergence", order=5)
history.LABELS.update(
    {
        "answer_finding": lambda: gettext("a finding became work"),
        "forget_finding_answer": lambda: gettext("a finding was untied from what it became"),
        "forget_answer": lambda: gettext("an answer to a call was taken back"),
    }
)


@conditions.register(services.CONDITION)
def a_finding_is_settled(task, argument):
    """The portfolio no longer has the finding that the task was opened for."""
    return not findings.stands(task.subject, *argument.split(":", 1))


@panels.register("records.detail", template="portfolios/_calls_of_action.html", order=10)
def calls_of_an_action(record, user):
    """Open calls that fit the action, while money is missing."""
    fits = action_calls.fits_of_action(record, user) if isinstance(record, Action) else []
    return (
        fits
        and {
            "fits": fits,
            "followed": action_calls.followed_for(record, user),
            "portfolios": action_calls.fillable_portfolios(record, user),
            "purpose": Purpose(action=record),
        }
        or None
    )
