"""What funding calls offer the house."""

from django.utils.translation import gettext_lazy as _

from convergenze.core import navigation
from convergenze.exchange import registry as exchange
from convergenze.search import registry as search
from portfolios.models import FundingCall
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
navigation.register(_("Funding programmes"), "portfolios:programme_list", place="programme", order=40)
exchange.register(CallSheet())
