"""The API's viewsets of notes: (prefix, viewset, basename)."""

from convergenze.history.api import DomainViewSet
from convergenze.notes import services
from convergenze.notes.filters import EvidenceFilter
from convergenze.notes.models import Evidence
from convergenze.notes.serializers import EvidenceSerializer


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


ROUTES = [("evidence", EvidenceViewSet, "evidence")]
