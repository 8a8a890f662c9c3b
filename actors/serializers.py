"""Actors, their people and territories as JSON. Other records are named by ``public_id``."""

from rest_framework import serializers

from actors.choices import Family, Kind, MembershipRole
from actors.models import Actor, ActorResource, ClaimRequest, Introduction, Membership, Person, Territory, Tie
from actors.services import CHOOSABLE, save_territory
from convergenze.history.serializers import RecordedSerializer


class Ref(serializers.SlugRelatedField):
    """Another record by its ``public_id``; only those the reader may see can be named."""

    def __init__(self, model=None, **kwargs):
        self.model = model
        if not kwargs.get("read_only"):
            kwargs["queryset"] = model.objects.all()
        super().__init__(slug_field="public_id", **kwargs)

    def get_queryset(self):
        """What whoever asks may see."""
        request = self.context.get("request")
        return self.model.objects.visible_to(request.user) if request else self.model.objects.none()


RECORD = ["public_id", "reference", "slug", "language", "visibility", "version", "created_at", "updated_at"]


class TerritorySerializer(RecordedSerializer):
    """A territory; ``members`` are the municipalities of a union or coalition (written through the tree's service)."""

    reference = serializers.CharField(read_only=True)
    parent = Ref(Territory, required=False, allow_null=True)
    members = Ref(Territory, many=True, required=False)

    class Meta:
        model = Territory
        fields = [
            *RECORD, "name", "level", "parent", "members", "istat_code", "nuts_code", "cadastral_code", "acronym",
            "population", "area", "latitude", "longitude", "description", "source",
        ]  # fmt: skip
        read_only_fields = ["public_id", "slug", "created_at", "updated_at"]
        validators = []

    def _write(self, instance, data):
        by, expected = data.pop("by"), data.pop("version", None)
        links = {"members": data.pop("members")} if "members" in data else {}
        for name, value in data.items():
            setattr(instance, name, value)
        return save_territory(instance, by=by, links=links, expected_version=expected if instance.pk else None)


class TerritoryListSerializer(TerritorySerializer):
    """A territory in a list: without description and members."""

    class Meta(TerritorySerializer.Meta):
        fields = [name for name in TerritorySerializer.Meta.fields if name not in ("description", "members")]


class ActorSerializer(RecordedSerializer):
    """An actor. ``family`` follows from ``kind``."""

    reference = serializers.CharField(read_only=True)
    family = serializers.ChoiceField(choices=Family.choices, read_only=True)
    kind = serializers.ChoiceField(choices=Kind.choices)
    also_families = serializers.ListField(child=serializers.ChoiceField(choices=Family.choices), required=False)
    seat = Ref(Territory, required=False, allow_null=True)
    works_in = Ref(Territory, many=True, required=False)
    parent = Ref(Actor, required=False, allow_null=True)

    class Meta:
        model = Actor
        fields = [
            *RECORD, "name", "short_name", "family", "kind", "also_families", "description", "website", "email",
            "legal_form", "tax_code", "vat_number", "ipa_code", "runts_number", "ateco_code", "ateco_version", "seat",
            "address", "works_in", "parent", "verified_on", "source",
        ]  # fmt: skip
        read_only_fields = ["public_id", "slug", "created_at", "updated_at", "source"]
        validators = []


class ActorDuplicateSerializer(serializers.Serializer):
    """An actor that may be the same."""

    public_id = serializers.UUIDField(source="actor.public_id")
    name = serializers.CharField(source="actor.name")
    score = serializers.FloatField()
    reason = serializers.CharField()


class ActorMergeSerializer(serializers.Serializer):
    """What to merge into this actor, and which values to keep: {field: "keep" or "drop"}."""

    drop = Ref(Actor)
    choices = serializers.DictField(
        child=serializers.ChoiceField(choices=["keep", "drop"]), required=False, help_text=", ".join(CHOOSABLE)
    )


class ActorMergedSerializer(serializers.Serializer):
    """A merge that was made: its id is what undo takes."""

    merge = serializers.IntegerField(source="pk")
    keep = serializers.UUIDField(source="keep.public_id")
    drop = serializers.UUIDField(source="drop.public_id")


class ClaimSerializer(serializers.ModelSerializer):
    """A request to answer for an actor; ``status`` and ``answer`` are the programme's."""

    actor = Ref(Actor)
    role = serializers.ChoiceField(choices=[(r.value, r.label) for r in MembershipRole.writers()], default="editor")
    account = serializers.StringRelatedField(read_only=True)

    class Meta:
        model = ClaimRequest
        fields = ["id", "actor", "account", "role", "motivation", "status", "answer", "created_at"]
        read_only_fields = ["status", "answer", "created_at"]
        validators = []


class ClaimAnswerSerializer(serializers.Serializer):
    """The answer to a claim; needed when declining."""

    answer = serializers.CharField(required=False, allow_blank=True, default="")


class PersonSerializer(RecordedSerializer):
    """A contact: only for those who may read contacts."""

    reference = serializers.CharField(read_only=True)

    class Meta:
        model = Person
        fields = ["public_id", "reference", "version", "name", "email", "phone", "job_title"]
        read_only_fields = ["public_id"]


class MembershipSerializer(RecordedSerializer):
    """A person's role in an actor."""

    actor = Ref(Actor)
    person = Ref(Person)

    class Meta:
        model = Membership
        fields = ["id", "version", "actor", "person", "role", "valid_from", "valid_until"]
        validators = []


class TieSerializer(RecordedSerializer):
    """``one`` [kind] ``other``."""

    one = Ref(Actor)
    other = Ref(Actor)

    class Meta:
        model = Tie
        fields = ["id", "version", "one", "other", "kind", "note", "since", "until"]
        validators = []


class ActorResourceSerializer(RecordedSerializer):
    """An offer or a need of an actor."""

    actor = Ref(Actor)

    class Meta:
        model = ActorResource
        fields = ["id", "version", "actor", "direction", "resource", "tag", "text"]
        validators = []


class IntroductionSerializer(serializers.ModelSerializer):
    """A request to be introduced. ``contacts``: of both sides, once it is accepted."""

    one = Ref(Actor)
    other = Ref(Actor)
    label = serializers.CharField(read_only=True)
    contacts = serializers.SerializerMethodField()

    class Meta:
        model = Introduction
        fields = [
            "id", "one", "other", "direction", "resource", "tag", "label", "message", "status", "answer",
            "answered_at", "created_at", "contacts",
        ]  # fmt: skip
        read_only_fields = ["status", "answer", "answered_at", "created_at"]
        validators = []

    def get_contacts(self, introduction) -> list[dict] | None:
        """Who asked and who accepted; null before, and for who may not read contacts."""
        user = self.context["request"].user
        if introduction.status != "accepted" or not user.has_perm("actors.see_contacts", introduction):
            return None
        people = (introduction.created_by, introduction.answered_by)
        return [{"name": str(person), "email": person.email} for person in people if person]
