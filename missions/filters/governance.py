"""Filters of bodies, meetings, decisions, commitments and procedures: the same for pages and API."""

import re

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from actors.choices import Family
from actors.models import Actor
from convergenze.core.filters import StrictFilterSet, WordsFilter
from convergenze.core.visibility import is_among
from missions.choices.governance import (
    BodyKind,
    CommitmentKind,
    CommitmentStatus,
    DecisionMethod,
    DecisionStatus,
    MeetingStatus,
    ProcedureKind,
    ProcedureStage,
    SeatRole,
)
from missions.models import Body, Commitment, Decision, Meeting, Mission, Procedure, Seat

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class RecordField(ModelChoiceField):
    """A record by its slug or, for programs, its public id."""

    def to_python(self, value):
        """The record; the usual error for one that nobody knows."""
        if isinstance(value, str) and UUID.fullmatch(value):
            found = self.queryset.filter(public_id=value).first()
            return found or super().to_python("-")
        return super().to_python(value)


@extend_schema_field(OpenApiTypes.STR)
class RecordFilter(django_filters.ModelChoiceFilter):
    """Rows of one record among those that exist for who asks."""

    field_class = RecordField

    def __init__(self, model, **kwargs):
        super().__init__(queryset=_seen(model), to_field_name="slug", **kwargs)


def _seen(model):
    return lambda request: model.objects.visible_to(request.user) if request else model.objects.none()


class ActorFilter(django_filters.CharFilter):
    """Rows of actors whose name contains what is typed, or with this slug or public id."""

    def filter(self, rows, value):
        """All rows when nothing is typed."""
        if not value:
            return rows
        named = Q(public_id=value) if UUID.fullmatch(value) else Q(slug=value) | Q(name__icontains=value)
        return rows.filter(is_among(Actor.objects.visible_to(self.parent.request.user).filter(named), self.field_name))


class BodyFilter(WordsFilter):
    """Bodies by words, mission and kind."""

    searched = ("name", "mandate")
    mission = RecordFilter(Mission, label=_("Mission"))
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=BodyKind)

    class Meta:
        model = Body
        fields = ["q", "mission", "kind"]


class SeatFilter(StrictFilterSet):
    """Seats of a body or an actor. ``valid``: in force today, or not."""

    body = RecordFilter(Body, label=_("Body"))
    actor = ActorFilter(field_name="actor", label=_("Actor"))
    role = django_filters.ChoiceFilter(label=_("Role"), choices=SeatRole)
    valid = django_filters.BooleanFilter(label=_("In force"), method="is_valid_today")

    class Meta:
        model = Seat
        fields = ["body", "actor", "role", "valid"]

    def is_valid_today(self, rows, name, value: bool):
        """In force today."""
        now = Seat.objects.valid().values("pk")
        return rows.filter(pk__in=now) if value else rows.exclude(pk__in=now)


class MeetingFilter(WordsFilter):
    """Meetings by words, body, mission, state and day."""

    searched = ("title", "agenda")
    mission = RecordFilter(Mission, field_name="body__mission", label=_("Mission"))
    body = RecordFilter(Body, label=_("Body"))
    status = django_filters.ChoiceFilter(label=_("State"), choices=MeetingStatus)
    starts = django_filters.DateFromToRangeFilter(field_name="starts_at", label=_("Day"))

    class Meta:
        model = Meeting
        fields = ["q", "mission", "body", "status", "starts"]


class DecisionFilter(WordsFilter):
    """Decisions by words, mission, body, outcome, method and day. ``review=due``: to be looked at again by now."""

    searched = ("title", "text", "reason")
    mission = RecordFilter(Mission, label=_("Mission"))
    body = RecordFilter(Body, label=_("Body"))
    status = django_filters.ChoiceFilter(label=_("Outcome"), choices=DecisionStatus)
    method = django_filters.ChoiceFilter(label=_("How it is decided"), choices=DecisionMethod)
    decided = django_filters.DateFromToRangeFilter(field_name="decided_on", label=_("Decided"))
    review = django_filters.ChoiceFilter(
        label=_("Review"), choices=[("due", _("To be looked at again by now"))], method="is_to_review"
    )

    class Meta:
        model = Decision
        fields = ["q", "mission", "body", "status", "method", "decided", "review"]

    def is_to_review(self, rows, name, value: str):
        """In force, with a review day that has come."""
        return rows.to_review()


class CommitmentFilter(WordsFilter):
    """Commitments by words, mission, signatory, family, kind, state and due day. ``late``: their day has passed."""

    searched = ("title", "text")
    mission = RecordFilter(Mission, label=_("Mission"))
    actor = ActorFilter(field_name="actor", label=_("Signatory"))
    family = django_filters.ChoiceFilter(label=_("Family"), field_name="actor__family", choices=Family)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=CommitmentKind)
    status = django_filters.ChoiceFilter(label=_("State"), choices=CommitmentStatus)
    due = django_filters.DateFromToRangeFilter(field_name="due_on", label=_("Due"))
    late = django_filters.ChoiceFilter(label=_("Late"), choices=[("yes", _("Its day has passed"))], method="is_late")
    decision = RecordFilter(Decision, label=_("Follows from"))

    class Meta:
        model = Commitment
        fields = ["q", "mission", "actor", "family", "kind", "status", "due", "late"]

    def is_late(self, rows, name, value: str):
        """Pending, with a due day that has passed."""
        return rows.overdue(timezone.localdate())


class ProcedureFilter(WordsFilter):
    """Procedures by words, mission, proceeding body, kind and stage. ``late``: a deadline has passed."""

    searched = ("title", "summary", "protocol")
    mission = RecordFilter(Mission, label=_("Mission"))
    authority = ActorFilter(field_name="authority", label=_("Proceeding body"))
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=ProcedureKind)
    status = django_filters.ChoiceFilter(label=_("Stage"), choices=ProcedureStage)
    late = django_filters.ChoiceFilter(label=_("Late"), choices=[("yes", _("A deadline has passed"))], method="is_late")

    class Meta:
        model = Procedure
        fields = ["q", "mission", "authority", "kind", "status", "late"]

    def is_late(self, rows, name, value: str):
        """Under way, with a deadline that has passed."""
        return rows.late()
