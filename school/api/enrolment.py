"""The API of enrolments: one's own, those of one's edition, those of one's body."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.response import Response

from convergenze.core.moves import AnswersSerializer, Moves
from convergenze.history.api import SeenViewSet
from school.filters.enrolments import EnrolmentListFilter
from school.models import Enrolment
from school.serializers.enrolment import EnrolmentDetailSerializer, EnrolmentSerializer
from school.services import enrolment as services
from school.workflow import enrolments as enrolment_workflow

KEY = OpenApiParameter(
    "Idempotency-Key",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="The same key with the same data returns what it made the first time; with other data it is refused.",
)


class EnrolmentViewSet(Moves, SeenViewSet):
    """Enrolments. Nothing here is ever public."""

    model = Enrolment
    serializer_class = EnrolmentSerializer
    filterset_class = EnrolmentListFilter
    workflow = enrolment_workflow
    lookup_field = "public_id"
    lookup_value_converter = "uuid"
    http_method_names = ["get", "post", "head", "options"]

    def get_serializer_class(self):
        """One enrolment tells its steps; a list does not."""
        return EnrolmentSerializer if self.action == "list" else EnrolmentDetailSerializer

    def rows(self):
        """The enrolments that exist for whoever asks."""
        rows = (
            super().rows().select_related("edition", "pool__edition", "organisation", "person", "mission", "challenge")
        )
        return rows if self.action == "list" else rows.prefetch_related("transitions")

    @extend_schema(parameters=[KEY], responses={201: EnrolmentDetailSerializer})
    def create(self, request, *args, **kwargs):
        """Enrol oneself, or a colleague of a body one writes for; 503 with Retry-After when the crowd is too long."""
        return super().create(request, *args, **kwargs)

    def perform_create(self, serializer):
        """Through the service, as the person who asks."""
        serializer.save(by=self.request.user)

    @extend_schema(request=AnswersSerializer, responses=EnrolmentDetailSerializer)
    @action(detail=True, methods=["post"], url_path="moves/<slug:name>", url_name="move")
    def move(self, request, name, **place):
        """Make a move; 409 with the sentences of what is missing."""
        reason = str(request.data.get("reason", "") or "")
        moved = services.perform(enrolment=self.get_object(), name=name, reason=reason, by=request.user)
        return Response(self.get_serializer(self.rows().filter(pk=moved.pk).first() or moved).data)


ROUTES = [("enrolments", EnrolmentViewSet, "enrolment")]
