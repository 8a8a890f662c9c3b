"""The API's viewsets of notes: (prefix, viewset, basename)."""

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.response import Response

from convergenze.core.subject_fields import LaterSerializer
from convergenze.history.api import DomainViewSet
from convergenze.notes import services
from convergenze.notes.filters import CommentFilter, EvidenceFilter, TaskFilter
from convergenze.notes.models import Comment, Evidence, Task
from convergenze.notes.serializers import CommentSerializer, EvidenceSerializer, MoveSerializer, TaskSerializer


class EvidenceViewSet(DomainViewSet):
    """What is known about a record, where it comes from and how strong it is."""

    model = Evidence
    serializer_class = EvidenceSerializer
    filterset_class = EvidenceFilter
    lookup_field = "pk"
    lookup_value_converter = "int"

    def rows(self):
        """Evidence about records that exist for whoever asks."""
        return Evidence.objects.visible_to(self.request.user).prefetch_related("subject")

    def perform_destroy(self, instance):
        """Remove it for good; the history of its subject keeps what it said."""
        services.remove_evidence(evidence=instance, by=self.request.user)


class CommentViewSet(DomainViewSet):
    """What people say about records; deleting puts a comment in the bin of its author."""

    model = Comment
    serializer_class = CommentSerializer
    filterset_class = CommentFilter
    lookup_field = "pk"
    lookup_value_converter = "int"

    def rows(self):
        """Comments about records that exist for whoever asks."""
        return super().rows().select_related("created_by").prefetch_related("subject")

    def perform_destroy(self, instance):
        """Take it away."""
        services.remove_comment(comment=instance, by=self.request.user)


class TaskViewSet(DomainViewSet):
    """What somebody has to do about a record. Tasks are not deleted: they are done or dropped."""

    model = Task
    serializer_class = TaskSerializer
    filterset_class = TaskFilter
    lookup_field = "pk"
    lookup_value_converter = "int"
    http_method_names = ["get", "post", "patch", "head", "options"]

    def rows(self):
        """Tasks that exist for whoever asks."""
        return super().rows().select_related("owner").prefetch_related("subject")

    @extend_schema(request=MoveSerializer)
    @action(detail=True, methods=["post"], url_path="moves/<slug:name>")
    def move(self, request, pk, name):
        """Make the move done, drop (with a reason) or reopen."""
        moved = services.move_task(task=self.get_object(), name=name, by=request.user, answers=request.data)
        return Response(self.get_serializer(moved).data)

    @extend_schema(request=LaterSerializer)
    @action(detail=True, methods=["post"])
    def snooze(self, request, pk):
        """Put a task of mine aside for a while."""
        put = services.snooze_task(task=self.get_object(), later=request.data.get("later", ""), by=request.user)
        return Response(self.get_serializer(put).data)


ROUTES = [
    ("evidence", EvidenceViewSet, "evidence"),
    ("comments", CommentViewSet, "comment"),
    ("tasks", TaskViewSet, "task"),
]
