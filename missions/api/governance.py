"""Bodies, seats, meetings and decisions."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.response import Response

from convergenze.core.moves import Moves
from convergenze.history.api import DomainViewSet
from missions import filters, queries, serializers, services
from missions.api.parts import PartViewSet
from missions.models import Attendance, Body, Decision, Meeting, Seat
from missions.workflow import decision_workflow, meeting_workflow


class BodyViewSet(DomainViewSet):
    """Who decides or accompanies a mission."""

    model = Body
    serializer_class = serializers.BodySerializer
    filterset_class = filters.BodyFilter

    def rows(self):
        """The bodies that exist for whoever asks."""
        return super().rows().select_related("mission")


class SeatViewSet(PartViewSet):
    """Who sits in a body."""

    model = Seat
    serializer_class = serializers.SeatSerializer
    filterset_class = filters.SeatFilter
    asks = "missions.seat_body"

    def rows(self):
        """Seats of visible bodies; names of people as far as they may be seen."""
        return super().rows().select_related("body", "actor", "person")

    def whole(self, data):
        """Its body."""
        return data["body"]

    def perform_destroy(self, instance):
        """Refused once the seat was at a meeting."""
        services.remove_seat(seat=instance, by=self.request.user)


class MeetingViewSet(Moves, DomainViewSet):
    """When a body met or will meet."""

    model = Meeting
    serializer_class = serializers.MeetingSerializer
    filterset_class = filters.MeetingFilter
    workflow = meeting_workflow

    def rows(self):
        """The meetings that exist for whoever asks."""
        return super().rows().select_related("body")

    @extend_schema(responses=serializers.AttendanceSerializer(many=True), filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def attendance(self, request, public_id):
        """Who was there."""
        return Response(self._attendance(self.get_object()))

    @extend_schema(
        request=serializers.PresenceSerializer(many=True), responses=serializers.AttendanceSerializer(many=True)
    )
    @attendance.mapping.post
    def write_attendance(self, request, public_id):
        """Write who was there; seats that are not named stay as they are."""
        meeting = self.get_object()
        asked = serializers.PresenceSerializer(data=request.data, many=True)
        asked.is_valid(raise_exception=True)
        seats = Seat.objects.visible_to(request.user).filter(body=meeting.body_id)
        rows = {
            get_object_or_404(seats, pk=row["seat"]): (row["presence"], row["came"]) for row in asked.validated_data
        }
        services.write_attendance(meeting=meeting, rows=rows, by=request.user)
        return Response(self._attendance(meeting))

    def _attendance(self, meeting):
        rows = Attendance.objects.visible_to(self.request.user).filter(meeting=meeting).order_by("pk")
        return serializers.AttendanceSerializer(rows, many=True, context=self.get_serializer_context()).data


class DecisionViewSet(Moves, DomainViewSet):
    """What bodies decide. Adopting one carries out what it makes happen, all of it or nothing."""

    model = Decision
    serializer_class = serializers.DecisionSerializer
    filterset_class = filters.DecisionFilter
    workflow = decision_workflow

    def get_serializer_class(self):
        """In a list, without what each is about."""
        return serializers.DecisionRowSerializer if self.action == "list" else super().get_serializer_class()

    def rows(self):
        """The decisions that exist for whoever asks; a meeting is seen with its body, so that is loaded too."""
        return super().rows().select_related("mission", "body", "meeting__body").prefetch_related("options")

    @extend_schema(request=serializers.NewSubjectSerializer, responses=serializers.SubjectSerializer(many=True))
    @action(detail=True, methods=["post"], url_path="subjects")
    def add_subject(self, request, public_id):
        """Say what the decision is about and, with ``move``, what it makes happen."""
        decision = self.get_object()
        asked = serializers.NewSubjectSerializer(data=request.data, context=self.get_serializer_context())
        asked.is_valid(raise_exception=True)
        told = {name: asked.validated_data[name] for name in ("subject", "move")}
        services.add_subject(decision=decision, by=request.user, **told)
        found = queries.subjects_of(decision, request.user)
        return Response(serializers.SubjectSerializer(found, many=True).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["delete"], url_path="subjects/<int:pk>")
    def remove_subject(self, request, public_id, pk):
        """The decision is no longer about it."""
        decision = self.get_object()
        found = {one.row.pk: one.row for one in queries.subjects_of(decision, request.user)}
        services.remove_subject(
            subject=get_object_or_404(decision.subjects, pk=pk if pk in found else 0), by=request.user
        )
        return Response(status=status.HTTP_204_NO_CONTENT)
