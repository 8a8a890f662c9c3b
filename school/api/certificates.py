"""The API of certificates: those one may know, and the verification of any by its code."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import Throttled
from rest_framework.response import Response

from convergenze.core.limits import address_of, too_many
from school.filters.certificates import CertificateFilter
from school.models import Certificate, Enrolment
from school.queries.verification import TIMES, verify
from school.serializers import certificates as serializers
from school.services import certificates as services


class CertificateViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """One's own certificates, those of one's body's people, those of editions one works on."""

    model = Certificate
    serializer_class = serializers.CertificateSerializer
    filterset_class = CertificateFilter
    lookup_field = "code"

    def get_queryset(self):
        """The certificates that exist for who asks."""
        if getattr(self, "swagger_fake_view", False):
            return Certificate.objects.none()
        return Certificate.objects.visible_to(self.request.user).select_related("enrolment__edition", "supersedes")

    @extend_schema(request=serializers.IssueSerializer, responses={201: serializers.CertificateSerializer})
    @action(detail=False, methods=["post"])
    def issue(self, request):
        """Certify somebody who completed an edition."""
        asked = self._asked(serializers.IssueSerializer)
        rows = Enrolment.objects.visible_to(request.user)
        enrolment = get_object_or_404(rows, public_id=asked["enrolment"])
        made = services.issue(enrolment=enrolment, language=asked["language"], by=request.user)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=serializers.CorrectionSerializer, responses={201: serializers.CertificateSerializer})
    @action(detail=True, methods=["post"])
    def correct(self, request, code):
        """Issue a new certificate in place of this one."""
        told = self._asked(serializers.CorrectionSerializer)
        made = services.supersede(
            certificate=self.get_object(), reason=told.pop("reason"), language=told.pop("language", ""),
            corrections=told, by=request.user,
        )  # fmt: skip
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=serializers.RevocationSerializer, responses=serializers.CertificateSerializer)
    @action(detail=True, methods=["post"])
    def revoke(self, request, code):
        """Say that it no longer holds."""
        told = self._asked(serializers.RevocationSerializer)
        services.revoke(certificate=self.get_object(), by=request.user, **told)
        return Response(self.get_serializer(self.get_object()).data)

    def _asked(self, serializer):
        asked = serializer(data=self.request.data)
        asked.is_valid(raise_exception=True)
        return dict(asked.validated_data)


class VerificationViewSet(viewsets.ViewSet):
    """Whether a paper is true, by its code; no account is needed, and there is nothing to list."""

    model = Certificate
    lookup_field = "code"

    @extend_schema(
        operation_id="verifications_retrieve",
        parameters=[OpenApiParameter("code", OpenApiTypes.STR, OpenApiParameter.PATH)],
        responses=serializers.VerificationSerializer,
    )
    def retrieve(self, request, code):
        """What anybody reads on its page: state, number, course, and the name as its holder wishes."""
        if too_many(f"verify:{address_of(request)}", TIMES):
            raise Throttled(wait=TIMES[1])
        if (found := verify(code)) is None:
            raise Http404
        return Response(serializers.VerificationSerializer(found).data)


ROUTES = [
    ("certificates", CertificateViewSet, "certificate"),
    ("verifications", VerificationViewSet, "verification"),
]
