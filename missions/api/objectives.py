"""Objectives, their indicators and the measurements of those."""

from django.core.exceptions import PermissionDenied

from convergenze.core.moves import Moves
from missions import filters, queries, serializers
from missions.api.parts import PartViewSet
from missions.models import Indicator, Measurement, Objective
from missions.workflow import measurement_workflow


class ObjectiveViewSet(PartViewSet):
    """The parts a mission is reached by."""

    model = Objective
    serializer_class = serializers.ObjectiveSerializer
    filterset_class = filters.ObjectiveFilter
    parent = "mission"

    def rows(self):
        """Objectives of visible missions."""
        return super().rows().select_related("mission")

    def whole(self, data):
        """Its mission."""
        return data["mission"]


class IndicatorViewSet(PartViewSet):
    """How an objective is measured, with today's reading."""

    model = Indicator
    serializer_class = serializers.IndicatorSerializer
    filterset_class = filters.IndicatorFilter
    parent = "objective"

    def rows(self):
        """Indicators of visible missions with their latest approved value."""
        return queries.with_latest(super().rows()).select_related("objective__mission")

    def whole(self, data):
        """Its mission; an objective that cannot be seen cannot be written."""
        return _seen(data["objective"], data["objective"].mission, self.request.user)


class MeasurementViewSet(Moves, PartViewSet):
    """Values of an indicator, each checked by somebody else."""

    model = Measurement
    serializer_class = serializers.MeasurementSerializer
    filterset_class = filters.MeasurementFilter
    workflow = measurement_workflow
    asks = "missions.measure_mission"
    parent = "indicator"

    def rows(self):
        """Approved measurements, and those of one's own missions."""
        rows = super().rows().select_related("indicator__objective__mission", "territory")
        return rows.defer("territory__boundary")

    def whole(self, data):
        """Its mission; an indicator that cannot be seen cannot be measured."""
        return _seen(data["indicator"], data["indicator"].objective.mission, self.request.user)


def _seen(part, mission, user):
    if not user.has_perm("missions.view_mission", mission):
        raise PermissionDenied
    return mission
