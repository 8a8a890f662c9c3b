"""Challenges and what actors are to them."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.response import Response

from convergenze.core.moves import Moves
from convergenze.core.rules_glue import require
from convergenze.history.api import DomainViewSet
from convergenze.notifications import services as notifications
from missions import filters, serializers, services
from missions.api.parts import PartViewSet
from missions.models import Challenge, ChallengeStance
from missions.workflow import challenge_workflow


class ChallengeViewSet(Moves, DomainViewSet):
    """What a territory cannot solve alone."""

    model = Challenge
    serializer_class = serializers.ChallengeSerializer
    filterset_class = filters.ChallengeFilter
    beside = ("territory__public_id", "owner__public_id", "parent__public_id", "merged_into__public_id")
    workflow = challenge_workflow

    def rows(self):
        """The challenges that exist for whoever asks, merged ones included."""
        rows = super().rows().select_related("territory", "owner", "parent", "merged_into")
        return rows.defer("territory__boundary")

    @extend_schema(request=serializers.ChallengeMergeSerializer)
    @action(detail=True, methods=["post"])
    def merge(self, request, public_id):
        """Merge this challenge into another; answers the survivor."""
        asked = serializers.ChallengeMergeSerializer(data=request.data, context=self.get_serializer_context())
        asked.is_valid(raise_exception=True)
        kept = services.merge_challenges(keep=asked.validated_data["into"], drop=self.get_object(), by=request.user)
        return Response(self.get_serializer(kept).data)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post", "delete"])
    def follow(self, request, public_id):
        """Follow the challenge (POST) or stop (DELETE)."""
        challenge = self.get_object()
        require(request.user, "missions.follow_challenge", challenge)
        act = notifications.follow if request.method == "POST" else notifications.unfollow
        act(subject=challenge, by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


class StanceViewSet(PartViewSet):
    """What actors are to challenges; to change one, delete it and add another."""

    model = ChallengeStance
    serializer_class = serializers.StanceSerializer
    asks = "missions.change_challenge"
    http_method_names = ["get", "post", "delete", "head", "options"]
    filterset_class = filters.StanceFilter

    def rows(self):
        """Stances of visible actors on visible challenges."""
        return super().rows().select_related("challenge", "actor")

    def whole(self, data):
        """Its challenge."""
        return data["challenge"]

    def perform_destroy(self, instance):
        """Take the stance away."""
        services.remove_stance(stance=instance, by=self.request.user)
