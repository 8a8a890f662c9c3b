"""Actions, money, links and portfolios as the API speaks them. Records are named by their public ids."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from actors.models import Actor, Territory
from convergenze.core.api import SeenPkField
from convergenze.history import services as history
from convergenze.history.serializers import RecordedSerializer
from missions.models import Mission, Objective
from portfolios.models import (
    Action,
    ActionResource,
    ActionRole,
    Contribution,
    FundingLine,
    FundingProgramme,
    Placement,
    Portfolio,
    Position,
)

POSITION_ELSEWHERE = _("This position belongs to another portfolio.")
OBJECTIVE_ELSEWHERE = _("This objective belongs to another mission.")
RECORD = ["public_id", "reference", "slug", "version", "created_at", "updated_at"]


class Seen(serializers.SlugRelatedField):
    """A record by public id (``slug_field`` for others), among those that exist for who asks."""

    def __init__(self, model=None, slug_field="public_id", **kwargs):
        self.model = model
        if model is not None and not kwargs.get("read_only"):
            kwargs["queryset"] = model.objects.none()
        super().__init__(slug_field=slug_field, **kwargs)

    def get_queryset(self):
        request = self.context.get("request")
        return self.model.objects.visible_to(request.user) if request else self.model.objects.none()


class LeadSerializer(serializers.ModelSerializer):
    """An actor in a few words."""

    class Meta:
        model = Actor
        fields = ["public_id", "name", "family"]


class PlaceSerializer(serializers.ModelSerializer):
    """A territory in a few words."""

    class Meta:
        model = Territory
        fields = ["public_id", "name", "istat_code"]


class RoleSerializer(serializers.ModelSerializer):
    """An actor's part in an action."""

    actor = Seen(Actor)

    class Meta:
        model = ActionRole
        fields = ["actor", "role"]


class ResourceSerializer(serializers.ModelSerializer):
    """Something an action offers or needs."""

    class Meta:
        model = ActionResource
        fields = ["direction", "resource", "tag", "text"]


class ActionSerializer(RecordedSerializer):
    """An action. ``lead`` and ``territories`` are written as public ids and read with their names.

    ``roles`` and ``resources``, when given, replace what is there.
    """

    lead = Seen(Actor, allow_null=True, required=False)
    territories = Seen(Territory, many=True, required=False)
    predecessor = Seen(Action, allow_null=True, required=False)
    roles = RoleSerializer(many=True, required=False)
    resources = ResourceSerializer(many=True, required=False)

    class Meta:
        model = Action
        fields = [
            *RECORD, "code", "title", "summary", "kind", "lead", "status", "health", "health_reason", "stage",
            "horizon", "dynamic", "depth", "levers", "primary_lever", "target_groups", "cofog", "ateco_sections",
            "territories", "starts_on", "ends_on", "cost", "needs_no_money", "cup", "website", "predecessor", "origin",
            "last_confirmed_at", "language", "visibility", "roles", "resources",
        ]  # fmt: skip
        read_only_fields = ["status", "origin"]

    def to_representation(self, action):
        """Names beside the ids."""
        data = super().to_representation(action)
        data["lead"] = LeadSerializer(action.lead).data if action.lead else None
        data["territories"] = PlaceSerializer(action.territories.all(), many=True).data
        return data

    def _write(self, instance, data):
        by = data["by"]
        parts = {name: data.pop(name) for name in ("roles", "resources") if name in data}
        action = super()._write(instance, data)
        for name, rows in parts.items():
            model = {"roles": ActionRole, "resources": ActionResource}[name]
            getattr(action, name).all().delete()
            for row in rows:
                history.save(model(action=action, **row), by=by)
        return action


class ContributionSerializer(RecordedSerializer):
    """Action × objective. The state changes through moves only."""

    action = Seen(Action)
    objective = Seen(Objective, slug_field="id")
    mission = serializers.UUIDField(source="objective.mission.public_id", read_only=True)

    class Meta:
        model = Contribution
        fields = ["id", "version", "action", "objective", "mission", "weight", "rationale", "expected_effect", "status"]
        read_only_fields = ["status"]


class FundingProgrammeSerializer(RecordedSerializer):
    """Where money comes from."""

    authority = Seen(Actor, allow_null=True, required=False)

    class Meta:
        model = FundingProgramme
        fields = [
            "id", "version", "name", "level", "fund", "starts_on", "ends_on", "eligibility_ends_on", "authority", "url",
            "summary",
        ]  # fmt: skip


class FundingLineSerializer(RecordedSerializer):
    """An amount at one stage."""

    action = Seen(Action)
    funder = Seen(Actor, allow_null=True, required=False)

    class Meta:
        model = FundingLine
        fields = [
            "id", "version", "action", "source", "funder", "programme", "amount", "stage", "instrument", "share",
            "eligibility_ends_on", "act",
        ]  # fmt: skip


class PortfolioSerializer(RecordedSerializer):
    """A version of a mission's portfolio."""

    mission = Seen(Mission)

    class Meta:
        model = Portfolio
        fields = [*RECORD, "title", "mission", "intent", "target_mix", "number", "status", "language", "visibility"]
        read_only_fields = ["number", "status"]


class PositionSerializer(RecordedSerializer):
    """A group of actions of a portfolio."""

    portfolio = Seen(Portfolio)

    class Meta:
        model = Position
        fields = ["id", "version", "portfolio", "code", "title", "hypothesis", "order"]


class PlacementSerializer(RecordedSerializer):
    """An action's place in a portfolio."""

    portfolio = Seen(Portfolio)
    action = Seen(Action)
    position = SeenPkField(queryset=Position.objects.all(), allow_null=True, required=False)

    class Meta:
        model = Placement
        fields = ["id", "version", "portfolio", "action", "position", "note"]

    def validate(self, data):
        """The position is one of the portfolio's."""
        portfolio = data.get("portfolio") or getattr(self.instance, "portfolio", None)
        position = data.get("position")
        if position and position.portfolio_id != getattr(portfolio, "pk", None):
            raise serializers.ValidationError({"position": POSITION_ELSEWHERE})
        return data


class PlaceActionsSerializer(serializers.Serializer):
    """Actions to pull in, where, and what for."""

    actions = Seen(Action, many=True)
    position = SeenPkField(queryset=Position.objects.all(), allow_null=True, required=False)
    objective = Seen(Objective, slug_field="id", allow_null=True, required=False)
    weight = serializers.IntegerField(min_value=1, max_value=3, default=1)

    def validate(self, data):
        """Position and objective are of this portfolio and its mission."""
        portfolio, position, objective = self.context["portfolio"], data.get("position"), data.get("objective")
        if position and position.portfolio_id != portfolio.pk:
            raise serializers.ValidationError({"position": POSITION_ELSEWHERE})
        if objective and objective.mission_id != portfolio.mission_id:
            raise serializers.ValidationError({"objective": OBJECTIVE_ELSEWHERE})
        return data


class ActionMergeSerializer(serializers.Serializer):
    """Into which action this one flows."""

    into = Seen(Action)
    reason = serializers.CharField(required=False, allow_blank=True, default="")
