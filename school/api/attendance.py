"""The API of registers and presence."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import status, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from convergenze.core.rules_glue import require
from convergenze.history.api import SeenViewSet
from school.filters.attendance import AttendanceFilter
from school.models import Attendance, Enrolment, Session
from school.queries.registers import is_intact, register_of
from school.serializers import attendance as serializers
from school.services import attendance
from school.services.attendance import Marking


class PresenceViewSet(SeenViewSet):
    """Presences: one's own, those of one's edition, those of the people of one's body. Written through registers."""

    model = Attendance
    serializer_class = serializers.PresenceSerializer
    filterset_class = AttendanceFilter
    http_method_names = ["get", "head", "options"]

    def rows(self):
        """The presences that exist for whoever asks."""
        return super().rows().select_related("session", "enrolment")


class RegisterViewSet(viewsets.GenericViewSet):
    """The register of a meeting, addressed by the public id of the meeting."""

    model = Session
    queryset = Session.objects.none()
    serializer_class = serializers.RegisterSerializer
    lookup_field = "public_id"
    lookup_value_converter = "uuid"

    def get_queryset(self):
        """The meetings that exist for whoever asks."""
        return Session.objects.visible_to(self.request.user).select_related("edition")

    def retrieve(self, request, public_id):
        """What the register says, and whether it is sealed."""
        session = self.get_object()
        require(request.user, "school.view_register", session)
        return Response(self._register(session))

    @extend_schema(request=serializers.MarkSerializer(many=True), responses=serializers.RegisterSerializer)
    @action(detail=True, methods=["post"])
    def marks(self, request, public_id):
        """Write several presences, all or none; who is not named stays as they are."""
        session = self.get_object()
        require(request.user, "school.keep_register", session)
        asked = serializers.MarkSerializer(data=request.data, many=True)
        asked.is_valid(raise_exception=True)
        people = Enrolment.objects.filter(edition=session.edition_id).select_related("pool")
        markings = [
            Marking(get_object_or_404(people, public_id=row.pop("enrolment")), **row) for row in asked.validated_data
        ]
        attendance.mark_many(session=session, markings=markings, by=request.user, source="api")
        return Response(self._register(session))

    @extend_schema(request=serializers.NewScanSerializer, responses={201: serializers.ScanSerializer})
    @action(detail=True, methods=["post"])
    def scans(self, request, public_id):
        """Send a code that was read; a refused one is kept and answers with its ``error``."""
        asked = serializers.NewScanSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        kept = attendance.scan(session=self.get_object(), new=asked.scan(), by=request.user)
        return Response(serializers.ScanSerializer(kept).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses=serializers.RegisterSerializer)
    @action(detail=True, methods=["post"])
    def seal(self, request, public_id):
        """Close the register, with the hash of its rows."""
        session = self.get_object()
        attendance.seal_register(session=session, by=request.user)
        return Response(self._register(session))

    @extend_schema(request=serializers.ReasonSerializer, responses=serializers.RegisterSerializer)
    @action(detail=True, methods=["post"])
    def reopen(self, request, public_id):
        """Open a sealed register again, saying why."""
        session = self.get_object()
        reason = str(request.data.get("reason", "") or "")
        attendance.reopen_register(session=session, reason=reason, by=request.user)
        return Response(self._register(session))

    def _register(self, session):
        register = register_of(session)
        register.is_intact = register.is_sealed and is_intact(register)
        register.rows = Attendance.objects.filter(session=session).select_related("session", "enrolment")
        return self.get_serializer(register).data


ROUTES = [
    ("presences", PresenceViewSet, "presence"),
    ("registers", RegisterViewSet, "register"),
]
