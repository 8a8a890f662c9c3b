"""Links between actions as the API speaks them, and the answers it reads."""

from rest_framework import serializers

from actors.models import Actor
from missions.choices.governance import CommitmentKind
from missions.models import Decision
from portfolios.choices import LeadAnswer, Resolution
from portfolios.models import Action, ActionLink
from portfolios.queries.links import merge_of
from portfolios.serializers.composing import Seen
from portfolios.services import Promise


class LinkSerializer(serializers.ModelSerializer):
    """A link between two actions with the parts of its score; ``at_stake`` is the smaller of the two costs."""

    one = serializers.SlugRelatedField(slug_field="public_id", read_only=True)
    other = serializers.SlugRelatedField(slug_field="public_id", read_only=True)
    at_stake = serializers.DecimalField(max_digits=15, decimal_places=2, read_only=True, default=None)

    class Meta:
        model = ActionLink
        fields = [
            "id", "one", "other", "kind", "score", "parts", "at_stake", "status", "resolution", "reason", "decided_at",
            "updated_at",
        ]  # fmt: skip


class WholeLinkSerializer(LinkSerializer):
    """One link with what its leads say; a lead that who asks may not see is null."""

    terms = serializers.SerializerMethodField()
    leads = serializers.SerializerMethodField()
    merge_asked = serializers.SerializerMethodField()
    merged = serializers.SerializerMethodField()

    class Meta(LinkSerializer.Meta):
        fields = [*LinkSerializer.Meta.fields, "terms", "leads", "merge_asked", "merged"]

    def get_terms(self, link) -> dict[str, str]:
        """What each action will change, by its public id."""
        return {str(one.public_id): link.terms[str(one.pk)] for one in link.ends if str(one.pk) in link.terms}

    def get_leads(self, link) -> list[dict]:
        """Answer and consent of each lead."""
        user = self.context["request"].user
        seen = Actor.objects.visible_to(user).filter(pk__in=link.lead_ids).in_bulk()
        answers = dict(link.answers.values_list("actor", "answer"))
        consents = set(link.consents.values_list("actor", flat=True))
        return [
            {
                "actor": str(seen[pk].public_id) if pk in seen else None,
                "answer": answers.get(pk),
                "agrees_to_merge": pk in consents,
            }
            for pk in link.lead_ids
        ]

    def get_merge_asked(self, link) -> dict | None:
        """Which action would stay, and why; null when nobody asked."""
        asked = getattr(link, "merge_request", None)
        return {"keep": str(asked.keep.public_id), "reason": asked.reason} if asked else None

    def get_merged(self, link) -> dict | None:
        """Which action stayed, and when; null when the two are two."""
        merge = merge_of(link)
        return {"keep": str(merge.keep.public_id), "at": merge.at.isoformat()} if merge else None


class PromiseSerializer(serializers.Serializer):
    """Who does what by when."""

    actor = Seen(Actor)
    title = serializers.CharField(max_length=250)
    due_on = serializers.DateField()
    kind = serializers.ChoiceField(choices=CommitmentKind.choices, default=CommitmentKind.STAFF_TIME)


class ChangeSerializer(serializers.Serializer):
    """What an action will change."""

    action = Seen(Action)
    text = serializers.CharField(max_length=2000)


class LinkDecisionSerializer(serializers.Serializer):
    """What was decided about a link; ``terms`` to differentiate, ``promises`` to coordinate."""

    decision = serializers.ChoiceField(choices=["review", "confirm", "resolve", "dismiss", "reopen"])
    resolution = serializers.ChoiceField(choices=Resolution.choices, required=False, allow_blank=True, default="")
    reason = serializers.CharField(required=False, allow_blank=True, default="")
    terms = ChangeSerializer(many=True, required=False, default=list)
    promises = PromiseSerializer(many=True, required=False, default=list)
    of_body = Seen(Decision, required=False, allow_null=True, default=None)

    @property
    def answers(self):
        """What the service takes."""
        given = dict(self.validated_data)
        given["terms"] = {row["action"].pk: row["text"] for row in given["terms"]}
        given["promises"] = [Promise(**row) for row in given["promises"]]
        return given


class LeadAnswerSerializer(serializers.Serializer):
    """What a lead says of a link."""

    answer = serializers.ChoiceField(choices=LeadAnswer.choices)
    reason = serializers.CharField(required=False, allow_blank=True, default="")


class MergeAskedSerializer(serializers.Serializer):
    """Which of the two stays, and why."""

    keep = Seen(Action)
    reason = serializers.CharField()


class ConsentSerializer(serializers.Serializer):
    """Which lead agrees; ``recorded`` says how an actor without accounts did."""

    actor = Seen(Actor)
    recorded = serializers.CharField(required=False, allow_blank=True, default="")
