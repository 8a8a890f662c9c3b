"""The API's viewsets of actors: (prefix, viewset, basename)."""

from django.db.models import Prefetch
from django.http import Http404
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.response import Response

from actors import filters, queries, serializers, services
from actors.models import (
    Actor,
    ActorMerge,
    ActorResource,
    ClaimRequest,
    Introduction,
    Membership,
    Person,
    Territory,
    Tie,
)
from actors.workflow import introduction_workflow
from convergenze.core.rules_glue import require
from convergenze.history.api import DomainViewSet, SeenViewSet


class TerritoryViewSet(DomainViewSet):
    """Territories: regions, provinces, municipalities, unions and coalitions."""

    model = Territory
    serializer_class = serializers.TerritorySerializer
    filterset_class = filters.TerritoryFilter
    beside = ("parent__public_id",)

    def rows(self):
        """Boundaries are large and have their own address."""
        rows = super().rows().defer("boundary").select_related("parent").defer("boundary", "parent__boundary")
        return rows if self.action == "list" else rows.prefetch_related("members")

    def get_serializer_class(self):
        """Lists leave descriptions and members out."""
        return serializers.TerritoryListSerializer if self.action == "list" else super().get_serializer_class()

    @extend_schema(responses={200: dict}, filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def boundary(self, request, public_id):
        """The boundary as a GeoJSON feature; ``geometry`` is null where none was imported."""
        place = self.get_object()
        properties = {"public_id": place.public_id, "name": place.name, "istat_code": place.istat_code}
        return Response({"type": "Feature", "properties": properties, "geometry": place.boundary})


class ActorViewSet(DomainViewSet):
    """Actors. The address of a merged one answers 301 with the survivor's."""

    model = Actor
    serializer_class = serializers.ActorSerializer
    filterset_class = filters.ActorFilter
    beside = ("seat__public_id", "parent__public_id")
    many_beside = ("works_in",)

    def rows(self):
        """With what the serializer names; a signpost has an address but stands in no list."""
        if self.action == "list":
            return super().rows().current()
        rows = super().rows() if self.detail else super().rows().current()
        return (
            rows.select_related("seat", "parent", "merged_into")
            .defer("seat__boundary", "seat__description")
            .prefetch_related(Prefetch("works_in", Territory.objects.only("public_id", "visibility", "deleted_at")))
        )

    def retrieve(self, request, *args, **kwargs):
        """One actor, or the way to the one it was merged into."""
        actor = self.get_object()
        if actor.merged_into_id is None:
            return Response(self.get_serializer(actor).data)
        if actor.merged_into is None:
            raise Http404
        place = reverse("api:actors-detail", args=[actor.merged_into.public_id])
        return Response(
            {"merged_into": actor.merged_into.public_id},
            status=status.HTTP_301_MOVED_PERMANENTLY,
            headers={"Location": request.build_absolute_uri(place)},
        )

    @extend_schema(
        parameters=[OpenApiParameter(name, str) for name in ("name", "tax_code", "vat_number", "ipa_code")],
        responses=serializers.ActorDuplicateSerializer(many=True),
        filters=False,
    )
    @action(detail=False, methods=["get"], pagination_class=None, filterset_class=None)
    def duplicates(self, request):
        """Actors that may already be the one with this name or these codes."""
        names = ("name", "tax_code", "vat_number", "ipa_code")
        given = {name: request.query_params.get(name, "")[:300] for name in names}
        rows = Actor.objects.visible_to(request.user).current()
        return Response(
            serializers.ActorDuplicateSerializer(queries.find_duplicates(rows=rows, **given), many=True).data
        )

    @extend_schema(request=serializers.ActorMergeSerializer, responses=serializers.ActorMergedSerializer)
    @action(detail=True, methods=["post"])
    def merge(self, request, public_id):
        """Merge another actor into this one."""
        keep = self.get_object()
        given = serializers.ActorMergeSerializer(data=request.data, context=self.get_serializer_context())
        given.is_valid(raise_exception=True)
        drop, choices = given.validated_data["drop"], given.validated_data.get("choices")
        require(request.user, "actors.merge_actor", keep)
        merge = services.merge_actors(keep=keep, drop=drop, choices=choices, by=request.user)
        return Response(serializers.ActorMergedSerializer(merge).data)

    @extend_schema(request=None, responses=serializers.ActorSerializer)
    @action(detail=True, methods=["post"], url_path="undo-merge")
    def undo_merge(self, request, public_id):
        """Take the last merge of this actor apart; answers with the actor that is back."""
        keep = self.get_object()
        require(request.user, "actors.merge_actor", keep)
        merge = ActorMerge.objects.filter(keep=keep, undone_at=None).order_by("-pk").first()
        if merge is None:
            return Response(status=status.HTTP_404_NOT_FOUND)
        return Response(self.get_serializer(services.undo_merge(merge=merge, by=request.user)).data)


class PersonViewSet(DomainViewSet):
    """Contacts, for those who may read them."""

    model = Person
    serializer_class = serializers.PersonSerializer
    filterset_class = filters.PersonFilter


class ClaimViewSet(DomainViewSet):
    """Requests to answer for an actor: one's own; the programme sees and decides all."""

    model = ClaimRequest
    serializer_class = serializers.ClaimSerializer
    filterset_class = filters.ClaimFilter
    http_method_names = ["get", "post", "head", "options"]
    lookup_field = "pk"
    lookup_value_converter = "int"
    history = None

    def rows(self):
        """All of them for whoever decides, one's own otherwise."""
        return queries.claims_seen_by(self.request.user)

    def perform_create(self, serializer):
        """Ask, as the service does."""
        given = serializer.validated_data
        require(self.request.user, "actors.claim_actor", given["actor"])
        serializer.instance = services.claim_actor(**given, by=self.request.user)

    @extend_schema(request=serializers.ClaimAnswerSerializer, responses=serializers.ClaimSerializer)
    @action(detail=True, methods=["post"])
    def approve(self, request, pk):
        """Say yes."""
        services.approve_claim(claim=self._asked(), answer=self._answer(), by=request.user)
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=serializers.ClaimAnswerSerializer, responses=serializers.ClaimSerializer)
    @action(detail=True, methods=["post"])
    def decline(self, request, pk):
        """Say no, and why."""
        services.decline_claim(claim=self._asked(), answer=self._answer(), by=request.user)
        return Response(self.get_serializer(self.get_object()).data)

    def _asked(self):
        require(self.request.user, "actors.decide_claim")
        return self.get_object()

    def _answer(self):
        given = serializers.ClaimAnswerSerializer(data=self.request.data)
        given.is_valid(raise_exception=True)
        return given.validated_data["answer"]


class RowViewSet(DomainViewSet):
    """Rows of an actor: seen with it, written by who may write it."""

    lookup_field = "pk"
    lookup_value_converter = "int"
    history = None
    actor_field = "actor"
    permission = "actors.change_actor"

    def rows(self):
        """Rows whose actor exists for whoever asks."""
        seen = Actor.objects.visible_to(self.request.user).current()
        return self.model.objects.filter(**{f"{self.actor_field}__in": seen.values("pk")}).select_related(*self.named)

    def perform_create(self, serializer):
        """Ask the actor itself, then save."""
        require(self.request.user, self.permission, serializer.validated_data[self.actor_field])
        serializer.save(by=self.request.user)

    def perform_update(self, serializer):
        """A row cannot be carried to an actor one may not write."""
        require(self.request.user, self.permission, serializer.validated_data.get(self.actor_field) or self._actor())
        serializer.save(by=self.request.user)

    def _actor(self):
        return getattr(self.get_object(), self.actor_field)


class MembershipViewSet(RowViewSet):
    """Who belongs to which actor, for those who may read contacts."""

    model = Membership
    serializer_class = serializers.MembershipSerializer
    filterset_class = filters.MembershipFilter
    permission = "actors.manage_members"
    named = ("actor", "person")

    def rows(self):
        """Only memberships of people one may read."""
        return super().rows().filter(person__in=Person.objects.visible_to(self.request.user).values("pk"))

    def perform_destroy(self, instance):
        """Take the person off."""
        services.remove_member(membership=instance, by=self.request.user)


class TieViewSet(RowViewSet):
    """Ties between actors that one may see."""

    model = Tie
    serializer_class = serializers.TieSerializer
    filterset_class = filters.TieFilter
    actor_field = "one"
    named = ("one", "other")

    def rows(self):
        """Both ends exist for whoever asks."""
        seen = Actor.objects.visible_to(self.request.user).current()
        return super().rows().filter(other__in=seen.values("pk"))

    def perform_destroy(self, instance):
        """Take the tie away."""
        services.remove_tie(tie=instance, by=self.request.user)


class ActorResourceViewSet(RowViewSet):
    """What actors offer and need."""

    model = ActorResource
    serializer_class = serializers.ActorResourceSerializer
    filterset_class = filters.ActorResourceFilter
    named = ("actor",)

    def perform_destroy(self, instance):
        """Take the line away."""
        services.remove_resource(resource=instance, by=self.request.user)


class IntroductionViewSet(SeenViewSet):
    """Introductions of one's own actors: asked for, answered, taken back."""

    model = Introduction
    serializer_class = serializers.IntroductionSerializer
    filterset_class = filters.IntroductionFilter
    lookup_value_converter = "int"
    http_method_names = ["get", "post", "head", "options"]

    def rows(self):
        """With the two actors and the two people."""
        return super().rows().select_related("one", "other", "created_by", "answered_by")

    def perform_create(self, serializer):
        """Ask the other side."""
        serializer.instance = services.ask_introduction(**serializer.validated_data, by=self.request.user)

    @extend_schema(request=OpenApiTypes.OBJECT, responses=serializers.IntroductionSerializer)
    @action(detail=True, methods=["post"], url_path="moves/<str:name>")
    def moves(self, request, pk, name):
        """Accept, decline with a reason, or take back."""
        moved = introduction_workflow.perform(self.get_object(), name, by=request.user, answers=request.data)
        return Response(self.get_serializer(moved).data)

    @extend_schema(responses=OpenApiTypes.OBJECT, filters=False)
    @action(detail=False, methods=["get"], pagination_class=None)
    def matches(self, request):
        """Who offers what others need, among the actors that exist for who asks."""
        return Response([
            {
                "resource": one.resource,
                "tag": one.tag,
                "label": one.label,
                "offered_by": [str(side.actor.public_id) for side in one.offers],
                "needed_by": [str(side.actor.public_id) for side in one.needs],
            }
            for one in queries.exchanges(request.user)
        ])  # fmt: skip


ROUTES: list = [
    ("territories", TerritoryViewSet, "territories"),
    ("actors", ActorViewSet, "actors"),
    ("people", PersonViewSet, "people"),
    ("claims", ClaimViewSet, "claims"),
    ("memberships", MembershipViewSet, "memberships"),
    ("ties", TieViewSet, "ties"),
    ("resources", ActorResourceViewSet, "resources"),
    ("introductions", IntroductionViewSet, "introductions"),
]
