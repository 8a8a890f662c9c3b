"""Bodies, meetings, decisions, commitments, procedures."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from missions.models import (
    Attendance,
    Body,
    Commitment,
    Decision,
    DecisionOption,
    DecisionSubject,
    Meeting,
    Procedure,
    ProcedureStep,
    Seat,
)
from tests.factories.actors import ActorFactory
from tests.factories.missions import MissionFactory


class BodyFactory(DjangoModelFactory):
    """The steering group of a public mission."""

    class Meta:
        model = Body

    name = factory.Sequence(lambda n: f"Cabina di regia {n}")
    slug = factory.Sequence(lambda n: f"cabina-di-regia-{n}")
    kind = "mission_board"
    mission = factory.SubFactory(MissionFactory, visibility="public")


class SeatFactory(DjangoModelFactory):
    class Meta:
        model = Seat

    body = factory.SubFactory(BodyFactory)
    actor = factory.SubFactory(ActorFactory)


class MeetingFactory(DjangoModelFactory):
    """Planned, some days from now."""

    class Meta:
        model = Meeting

    title = factory.Sequence(lambda n: f"Incontro {n}")
    slug = factory.Sequence(lambda n: f"incontro-{n}")
    body = factory.SubFactory(BodyFactory, visibility="public")
    starts_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=10))


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    meeting = factory.SubFactory(MeetingFactory)
    seat = factory.SubFactory(SeatFactory, body=factory.SelfAttribute("..meeting.body"))


class DecisionFactory(DjangoModelFactory):
    """Still to be decided."""

    class Meta:
        model = Decision

    title = factory.Sequence(lambda n: f"Adozione del portafoglio {n}")
    slug = factory.Sequence(lambda n: f"adozione-del-portafoglio-{n}")
    mission = factory.SubFactory(MissionFactory, visibility="public")


class DecisionOptionFactory(DjangoModelFactory):
    class Meta:
        model = DecisionOption

    decision = factory.SubFactory(DecisionFactory)
    text = "Due sportelli, una sola agenda"


class DecisionSubjectFactory(DjangoModelFactory):
    """About its own mission."""

    class Meta:
        model = DecisionSubject

    decision = factory.SubFactory(DecisionFactory)
    subject = factory.SelfAttribute("decision.mission")


class CommitmentFactory(DjangoModelFactory):
    """Accepted, due in a while."""

    class Meta:
        model = Commitment

    title = factory.Sequence(lambda n: f"Sei assemblee di frazione {n}")
    slug = factory.Sequence(lambda n: f"sei-assemblee-di-frazione-{n}")
    mission = factory.SubFactory(MissionFactory, visibility="public")
    actor = factory.SubFactory(ActorFactory)
    kind = "volunteering"
    due_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=90))
    status = "accepted"


class ProcedureFactory(DjangoModelFactory):
    """A co-design at its beginning."""

    class Meta:
        model = Procedure

    title = factory.Sequence(lambda n: f"Agenzia per l'abitare {n}")
    slug = factory.Sequence(lambda n: f"agenzia-per-l-abitare-{n}")
    kind = "co_progettazione"
    mission = factory.SubFactory(MissionFactory, visibility="public")
    authority = factory.SubFactory(ActorFactory)


class ProcedureStepFactory(DjangoModelFactory):
    class Meta:
        model = ProcedureStep

    procedure = factory.SubFactory(ProcedureFactory)
    stage = "opened"
