"""Funding calls, those that fit a portfolio, and its answers."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status, viewsets
from rest_framework.response import Response

from convergenze.core.rules_glue import require
from convergenze.history.api import DomainViewSet
from portfolios.filters import FundingCallFilter
from portfolios.models import FundingCall, Portfolio
from portfolios.queries.tabs.calls import calls_page
from portfolios.queries.tabs.desk import open_desk
from portfolios.serializers import CallAnswerSerializer, FundingCallSerializer
from portfolios.services import calls as services

PORTFOLIO = OpenApiParameter("public_id", OpenApiTypes.UUID, OpenApiParameter.PATH)


class FundingCallViewSet(DomainViewSet):
    """Calls that exist for who asks: open, announced, closed or without a closing day."""

    model = FundingCall
    serializer_class = FundingCallSerializer
    filterset_class = FundingCallFilter

    def rows(self):
        """With their programme and places."""
        return super().rows().select_related("programme").prefetch_related("territories").defer("raw")


class OfPortfolioViewSet(viewsets.ViewSet):
    """Something under the address of a portfolio that exists for who asks."""

    model = Portfolio

    def portfolio(self):
        """The portfolio of the address."""
        rows = Portfolio.objects.visible_to(self.request.user).select_related("mission__territory")
        return get_object_or_404(rows.defer("mission__territory__boundary"), public_id=self.kwargs["public_id"])

    def desk(self):
        """Its figures of today, made of what who asks may see."""
        return open_desk(self.portfolio(), timezone.localdate(), self.request.user)


class PortfolioCallViewSet(OfPortfolioViewSet):
    """Calls that fit the gaps and the open money of a portfolio, and the answers to them."""

    @extend_schema(operation_id="portfolios_calls_list", parameters=[PORTFOLIO], responses=OpenApiTypes.OBJECT)
    def list(self, request, public_id):
        """Suggested calls with what they would serve and the reasons; followed up; not for us."""
        found = calls_page(self.desk())
        return Response({
            "suggested": [_suggested(one) for one in found.suggested],
            "followed": [_answered(one) for one in found.followed],
            "dismissed": [_answered(one) for one in found.dismissed],
        })  # fmt: skip

    @extend_schema(request=CallAnswerSerializer, responses={201: OpenApiTypes.OBJECT}, parameters=[PORTFOLIO])
    def create(self, request, public_id):
        """Follow a call up, or say that it is not for us; answering again replaces the answer."""
        portfolio = self.portfolio()
        require(request.user, "portfolios.answer_portfolio", portfolio)
        asked = CallAnswerSerializer(data=request.data, context={"request": request})
        asked.is_valid(raise_exception=True)
        pick = services.answer_call(portfolio=portfolio, by=request.user, **asked.validated_data)
        return Response({"id": pick.pk, "status": pick.status}, status=status.HTTP_201_CREATED)


def _suggested(one):
    return {"call": _call(one.standing), "for": [_offer(offer) for offer in one.offers]}


def _offer(offer):
    reasons = [{"part": r.part, "verdict": r.verdict, "text": r.text} for r in offer.fit.reasons]
    return _purpose(offer.purpose) | {"score": round(offer.fit.match.score, 3), "reasons": reasons}


def _answered(one):
    return {"id": one.pick.pk, "call": _call(one.standing), "note": one.pick.note} | _purpose(one.purpose)


def _call(standing):
    call = standing.call
    return {
        "public_id": str(call.public_id), "title": call.title, "state": str(standing.state),
        "opens_on": call.opens_on, "closes_on": call.closes_on, "amount": call.amount,
    }  # fmt: skip


def _purpose(purpose):
    return {
        "action": purpose.action.uid if purpose.action else None,
        "objective": purpose.objective.key if purpose.objective else None,
        "lever": purpose.lever or None,
    }
