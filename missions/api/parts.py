"""What several viewsets of missions share: the moves of a record, and rows that hang from one."""

from convergenze.core.rules_glue import require
from convergenze.history.api import DomainViewSet
from missions import services


class PartViewSet(DomainViewSet):
    """Rows that hang from a record: written by who may write that record (``asks`` of ``whole(data)``)."""

    lookup_field = "pk"
    lookup_value_converter = "int"
    asks = "missions.change_mission"

    def whole(self, data):
        """The record whose permission is asked before a row is added."""
        raise NotImplementedError

    def perform_create(self, serializer):
        """Ask the whole, then save."""
        require(self.request.user, self.asks, self.whole(serializer.validated_data))
        serializer.save(by=self.request.user)

    def perform_destroy(self, instance):
        """Remove for good; refused while it is in use."""
        mission = getattr(instance, "mission", None) or self.whole({self.parent: getattr(instance, self.parent)})
        services.remove_part(part=instance, mission=mission, by=self.request.user)
