"""The API of courses, editions, meetings, experts, venues."""

from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.response import Response

from convergenze.core.moves import AnswersSerializer, Moves
from convergenze.core.rules_glue import require
from convergenze.history.api import DomainViewSet
from school.filters.catalogue import CourseFilter, EditionFilter, ExpertFilter, SessionFilter, VenueFilter
from school.models import Course, Edition, Expert, SeatPool, Session, Venue
from school.queries import clashes, programme
from school.serializers import catalogue as serializers
from school.services import editions, sessions
from school.workflow import course_workflow, edition_workflow, session_workflow


class CourseViewSet(Moves, DomainViewSet):
    """What the School teaches."""

    model = Course
    serializer_class = serializers.CourseSerializer
    filterset_class = CourseFilter
    workflow = course_workflow


class EditionViewSet(Moves, DomainViewSet):
    """Courses as they are held, with their seats."""

    model = Edition
    serializer_class = serializers.EditionSerializer
    filterset_class = EditionFilter
    workflow = edition_workflow

    def rows(self):
        """The editions that exist for whoever asks; seats by invitation are not told."""
        rows = super().rows().select_related("course", "territory", "eligible_territory")
        rows = rows.defer("territory__boundary", "eligible_territory__boundary")
        pools = SeatPool.objects.filter(invitation_only=False)
        return rows.prefetch_related(Prefetch("pools", pools), "missions", "partners")

    @extend_schema(request=AnswersSerializer)
    @action(detail=True, methods=["post"], url_path="moves/<slug:name>", url_name="move")
    def move(self, request, name, **place):
        """Make a move; 409 with the sentences of what is missing."""
        moved = editions.move_edition(edition=self.get_object(), name=name, by=request.user, answers=request.data)
        return Response(self.get_serializer(self.rows().filter(pk=moved.pk).first() or moved).data)


class SessionViewSet(Moves, DomainViewSet):
    """Meetings of editions. Links to join are not told here: they are for people with a seat, when it is time."""

    model = Session
    serializer_class = serializers.SchoolSessionSerializer
    filterset_class = SessionFilter
    workflow = session_workflow

    def rows(self):
        """The meetings of editions that exist for whoever asks."""
        return programme.sessions_of(super().rows(), self.request.user).select_related("edition", "venue")

    def perform_create(self, serializer):
        """Written by who may change the edition."""
        require(self.request.user, "school.change_edition", serializer.validated_data["edition"])
        super().perform_create(serializer)

    def perform_destroy(self, instance):
        """Only of a draft: others are cancelled."""
        sessions.remove_session(session=instance, by=self.request.user)

    @extend_schema(responses={status.HTTP_200_OK: {"type": "array", "items": {"type": "string"}}}, filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def warnings(self, request, public_id):
        """What is odd about the meeting and does not forbid it, for who writes it."""
        session = self.get_object()
        require(request.user, "school.change_session", session)
        return Response([str(words) for words in clashes.warnings_about(session, request.user)])


class ExpertViewSet(DomainViewSet):
    """Who teaches, witnesses or facilitates."""

    model = Expert
    serializer_class = serializers.ExpertSerializer
    filterset_class = ExpertFilter


class VenueViewSet(DomainViewSet):
    """Where meetings are held."""

    model = Venue
    serializer_class = serializers.VenueSerializer
    filterset_class = VenueFilter
    beside = ("territory__public_id",)

    def rows(self):
        """The venues that exist for whoever asks."""
        return super().rows().select_related("territory").defer("territory__boundary")


ROUTES = [
    ("courses", CourseViewSet, "course"),
    ("editions", EditionViewSet, "edition"),
    ("school-sessions", SessionViewSet, "schoolsession"),
    ("experts", ExpertViewSet, "expert"),
    ("venues", VenueViewSet, "venue"),
]
