"""The API of labs, teams and what they bring forth."""

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.response import Response

from actors.models import Territory
from convergenze.core import conversions
from convergenze.core.errors import MoveRefused
from convergenze.core.problems import problem
from convergenze.core.rules_glue import require
from convergenze.history.api import SeenViewSet
from missions.models import Challenge
from school.filters import labs as filters
from school.models import Lab, Output, Team, TeamMembership
from school.queries import labs as reading
from school.serializers import labs as serializers
from school.services import labs

WITHOUT_DELETE = ["get", "post", "patch", "head", "options"]


class _ServedViewSet(SeenViewSet):
    """Rows by public id, saved by their service."""

    lookup_field = "public_id"
    lookup_value_converter = "uuid"
    http_method_names = WITHOUT_DELETE

    def perform_create(self, serializer):
        """Through the service, as the person who asks."""
        serializer.save(by=self.request.user)

    def perform_update(self, serializer):
        """Through the service, as the person who asks."""
        serializer.save(by=self.request.user)

    def again(self):
        """The row as it stands now."""
        return Response(self.get_serializer(self.get_object()).data)


class LabViewSet(_ServedViewSet):
    """Work in teams on a question of the territory."""

    model = Lab
    serializer_class = serializers.LabSerializer
    filterset_class = filters.LabFilter

    def rows(self):
        """The labs of editions that exist for whoever asks."""
        seen = Prefetch("challenge", Challenge.objects.visible_to(self.request.user))
        return super().rows().select_related("edition").prefetch_related("phases", seen)

    @extend_schema(request=serializers.PhaseChoiceSerializer, responses=serializers.LabSerializer)
    @action(detail=True, methods=["post"])
    def phase(self, request, public_id):
        """Move to another phase (null: to none)."""
        lab, asked = self.get_object(), serializers.PhaseChoiceSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        number = asked.validated_data["phase"]
        phase = get_object_or_404(lab.phases, pk=number) if number else None
        labs.enter_phase(lab=lab, phase=phase, by=request.user)
        return self.again()

    @extend_schema(request=None, responses=serializers.MixedSerializer)
    @action(detail=True, methods=["post"])
    def mix(self, request, public_id):
        """Seat who has no team so that teams are mixed."""
        mixed = labs.mix_teams(lab=self.get_object(), by=request.user)
        return Response(serializers.MixedSerializer(mixed).data)


class TeamViewSet(_ServedViewSet):
    """Some participants at work together."""

    model = Team
    serializer_class = serializers.TeamSerializer
    filterset_class = filters.TeamFilter

    def rows(self):
        """The teams of editions in which whoever asks takes part or works."""
        here = TeamMembership.objects.filter(left_at=None).select_related("enrolment__organisation")
        places = Territory.objects.visible_to(self.request.user).defer("boundary")
        rows = super().rows().select_related("lab")
        return rows.prefetch_related(Prefetch("memberships", here, "here"), Prefetch("territory", places))

    @extend_schema(request=None, responses=serializers.TeamSerializer)
    @action(detail=True, methods=["post"])
    def join(self, request, public_id):
        """Enter the team, where participants choose."""
        labs.join_team(team=self.get_object(), by=request.user)
        return self.again()

    @extend_schema(request=None, responses=serializers.TeamSerializer)
    @action(detail=True, methods=["post"])
    def leave(self, request, public_id):
        """Go out of the team; what one wrote stays."""
        labs.leave_team(team=self.get_object(), by=request.user)
        return self.again()

    @extend_schema(request=None, responses=serializers.TeamSerializer)
    @action(detail=True, methods=["post"])
    def confirm(self, request, public_id):
        """The team stands as it is."""
        labs.confirm_team(team=self.get_object(), by=request.user)
        return self.again()


class OutputViewSet(_ServedViewSet):
    """Canvases of teams: to everybody what is on the platform, to participants what was handed in."""

    model = Output
    serializer_class = serializers.OutputSerializer
    filterset_class = filters.OutputFilter
    MOVES = {"submit": labs.submit_output, "review": labs.begin_review}

    def rows(self):
        """The outputs that exist for whoever asks."""
        return super().rows().select_related("team__lab__edition", "promoted_type")

    def _read(self):
        output = self.get_object()
        require(self.request.user, "school.read_output", output)
        return output

    @extend_schema(responses=serializers.FieldSerializer(many=True), filters=False)
    @action(detail=True, methods=["get"], pagination_class=None, url_path="fields")
    def canvas(self, request, public_id):
        """What the team writes, field by field."""
        return Response(serializers.FieldSerializer(self._read().fields.all(), many=True).data)

    @extend_schema(request=serializers.WriteFieldSerializer, responses=serializers.FieldSerializer)
    @action(detail=True, methods=["patch"], url_path="fields/<slug:name>")
    def field(self, request, public_id, name):
        """Write one field; 409 with both texts when somebody saved another one in between."""
        output, asked = self._read(), serializers.WriteFieldSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        said = asked.validated_data
        try:
            field = labs.save_field(
                output=output, name=name, value=said["value"], base=said["version"], resolve=said["resolve"],
                by=request.user,
            )  # fmt: skip
        except labs.FieldConflict as met:
            theirs = serializers.FieldSerializer(met.field).data
            words = _("Somebody saved another text in this field after you read it.")
            return problem(409, words, code="conflict", theirs=theirs, yours=met.yours)
        return Response(serializers.FieldSerializer(field).data)

    @extend_schema(responses=serializers.RevisionSerializer(many=True), filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def revisions(self, request, public_id):
        """What was frozen, the latest first."""
        return Response(serializers.RevisionSerializer(self._read().revisions.all(), many=True).data)

    @extend_schema(request=serializers.FreezeSerializer, responses={201: serializers.RevisionSerializer})
    @revisions.mapping.post
    def freeze(self, request, public_id):
        """Keep the canvas as it is now."""
        asked = serializers.FreezeSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        revision = labs.freeze_output(output=self._read(), by=request.user, **asked.validated_data)
        return Response(serializers.RevisionSerializer(revision).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses=serializers.OutputSerializer)
    @action(detail=True, methods=["post"], url_path="moves/<slug:name>")
    def moves(self, request, public_id, name):
        """Hand in (submit) or begin the review (review)."""
        output, act = self.get_object(), self.MOVES.get(name)
        if act is None:
            raise MoveRefused([_("There is no such move here.")])
        act(output=output, by=request.user)
        return self.again()

    @extend_schema(request=serializers.ReviewSerializer, responses=serializers.OutputSerializer)
    @action(detail=True, methods=["post"])
    def review(self, request, public_id):
        """Review the last revision; the verdict makes the move."""
        output, asked = self.get_object(), serializers.ReviewSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        labs.review_output(output=output, by=request.user, **asked.validated_data)
        return self.again()

    @extend_schema(responses=serializers.BornSerializer)
    @action(detail=True, methods=["get"])
    def born(self, request, public_id):
        """What it became, and who wrote it; 404 before it is on the platform."""
        found = reading.outcome_of(self.get_object(), request.user)
        if found is None:
            raise Http404
        return Response(serializers.BornSerializer(found).data)

    @extend_schema(request=serializers.PromoteSerializer, responses=serializers.BornSerializer)
    @action(detail=True, methods=["post"])
    def promote(self, request, public_id):
        """Make a record of a revision, or tie it to one that is there; once."""
        output, asked = self.get_object(), serializers.PromoteSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        require(request.user, "school.promote_output", output)
        self._promote(output, **asked.validated_data)
        return Response(serializers.BornSerializer(reading.outcome_of(output, request.user)).data)

    def _promote(self, output, *, conversion, revision, title, chosen, record):
        user, way = self.request.user, conversions.named(conversion)
        revision = get_object_or_404(output.revisions, number=revision)
        if record:
            found = get_object_or_404(way.existing(user), public_id=record)
            return labs.adopt_output(revision=revision, key=way.key, record=found, by=user)
        picked = {ask.name: ask.pick(chosen.get(ask.name), user) for ask in way.asks}
        return labs.promote_output(revision=revision, key=way.key, chosen=picked, title=title, by=user)


ROUTES = [
    ("labs", LabViewSet, "lab"),
    ("teams", TeamViewSet, "team"),
    ("outputs", OutputViewSet, "output"),
]
