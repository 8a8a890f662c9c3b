"""Funding calls."""

from django.utils import timezone

from convergenze.history.api import DomainViewSet
from portfolios.filters import FundingCallFilter
from portfolios.models import FundingCall
from portfolios.serializers import FundingCallSerializer


class FundingCallViewSet(DomainViewSet):
    """Calls that exist for who asks: open, announced, closed or without a closing day."""

    model = FundingCall
    serializer_class = FundingCallSerializer
    filterset_class = FundingCallFilter

    def rows(self):
        """With their programme and places."""
        return super().rows().select_related("programme").prefetch_related("territories").defer("raw")

    def get_serializer_context(self):
        """The day their state is of."""
        return super().get_serializer_context() | {"today": timezone.localdate()}
