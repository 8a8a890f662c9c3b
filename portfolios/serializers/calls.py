"""Funding calls and what portfolios answer to them, as the API speaks them."""

from django.utils import timezone
from rest_framework import serializers

from actors.models import Territory
from convergenze.accounts.models import User
from convergenze.core.api import SeenPkField
from convergenze.history.serializers import RecordedSerializer
from missions.models import Objective
from portfolios.choices.acting import AnswerKind, FindingKind, PickStatus
from portfolios.models import Action, FundingCall, FundingProgramme
from portfolios.serializers.composing import RECORD, PlaceSerializer, Seen


class FundingCallSerializer(RecordedSerializer):
    """A call. ``territories`` are written as public ids and read with their names; ``state`` is that of today."""

    programme = SeenPkField(queryset=FundingProgramme.objects.all(), allow_null=True, required=False)
    territories = Seen(Territory, many=True, required=False)
    state = serializers.SerializerMethodField()

    class Meta:
        model = FundingCall
        fields = [
            *RECORD, "title", "programme", "kind", "authority", "summary", "recipients", "families", "territories",
            "themes", "levers", "opens_on", "closes_on", "state", "amount", "url", "stated", "source", "external_id",
            "language", "visibility",
        ]  # fmt: skip
        read_only_fields = ["stated", "source", "external_id"]

    def get_state(self, call) -> str:
        """Open, announced, closed or undated, today."""
        return str(call.state_on(timezone.localdate()))

    def to_representation(self, call):
        """Names beside the ids."""
        data = super().to_representation(call)
        data["territories"] = PlaceSerializer(call.territories.all(), many=True).data
        return data


class FindingAnswerSerializer(serializers.Serializer):
    """What a finding becomes: see ``services.findings``. ``owner`` is an e-mail address."""

    finding = serializers.ChoiceField(choices=FindingKind.choices)
    key = serializers.CharField(max_length=80)
    kind = serializers.ChoiceField(choices=AnswerKind.choices)
    title = serializers.CharField(required=False, allow_blank=True, default="", max_length=250)
    text = serializers.CharField(required=False, allow_blank=True, default="", max_length=500)
    owner = serializers.SlugRelatedField(
        slug_field="email", queryset=User.objects.filter(is_active=True, is_service=False), required=False,
        allow_null=True,
    )  # fmt: skip
    due_on = serializers.DateField(required=False, allow_null=True)
    call = Seen(FundingCall, required=False, allow_null=True)


class CallAnswerSerializer(serializers.Serializer):
    """A portfolio's answer to a call: for one of its actions, or for an objective and its missing lever."""

    call = Seen(FundingCall)
    status = serializers.ChoiceField(choices=PickStatus.choices)
    action = Seen(Action, allow_null=True, required=False)
    objective = Seen(Objective, slug_field="id", allow_null=True, required=False)
    lever = serializers.CharField(required=False, allow_blank=True, default="")
    note = serializers.CharField(required=False, allow_blank=True, default="", max_length=300)
