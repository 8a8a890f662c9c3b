"""Hidden twins: a record of every kind that only its team may see, and hidden rows behind visible ones.

All of them carry the word ``SECRET`` wherever people write. Nobody of the cast belongs to any of them.
"""

from actors.models import HistoricalIdentifier
from convergenze.accounts.services import clock
from convergenze.exchange.models import ImportRow, ImportRun
from convergenze.history import services as history
from missions import services as missions
from portfolios.models import FundingCall
from tests.factories.accounts import UserFactory
from tests.factories.actors import (
    ActorFactory,
    ActorResourceFactory,
    ClaimRequestFactory,
    IntroductionFactory,
    MembershipFactory,
    PersonFactory,
    TerritoryFactory,
    TerritoryMemberFactory,
    TieFactory,
)
from tests.factories.calls import CallPickFactory, FindingAnswerFactory, FundingCallFactory
from tests.factories.governance import (
    AttendanceFactory,
    BodyFactory,
    CommitmentFactory,
    DecisionFactory,
    DecisionOptionFactory,
    DecisionSubjectFactory,
    MeetingFactory,
    ProcedureFactory,
    ProcedureStepFactory,
    SeatFactory,
)
from tests.factories.links import MergeRequestFactory
from tests.factories.missions import (
    ChallengeFactory,
    ChallengeStanceFactory,
    CriterionAssessmentFactory,
    IndicatorFactory,
    MeasurementFactory,
    MissionFactory,
    ObjectiveFactory,
)
from tests.factories.notes import CommentFactory, EvidenceFactory, TaskFactory
from tests.factories.notifications import FollowFactory
from tests.factories.portfolios import (
    ActionFactory,
    ActionLinkFactory,
    ActionResourceFactory,
    ActionRoleFactory,
    ContributionFactory,
    FundingLineFactory,
    PlacementFactory,
    PortfolioFactory,
    PositionFactory,
    SourceRecordFactory,
)
from tests.house.foresight import hide_foresight
from tests.house.past import freeze_again, hide_past
from tests.house.school import hide_school

SECRET = "Segretissimo"
HIDDEN = {"visibility": "team"}


def _people(territory, owner):
    """A hidden territory, two hidden actors of ``territory`` and somebody nobody knows."""
    somebody = UserFactory(name=f"{SECRET} Rossi", email="segretissimo@example.org")
    place = TerritoryFactory(name=f"{SECRET} Valle", slug="segretissimo-valle", latitude=44.6, longitude=11.4, **HIDDEN)
    one = ActorFactory(
        name=f"{SECRET} Uno", slug="segretissimo-uno", seat=territory, tax_code="80012000374", created_by=somebody,
        **HIDDEN,
    )  # fmt: skip
    one.works_in.set([territory])
    two = ActorFactory(name=f"{SECRET} Due", slug="segretissimo-due", seat=place, parent=owner, **HIDDEN)
    person = PersonFactory(name=f"{SECRET} Bianchi", slug="segretissimo-bianchi", email="segretissimo2@example.org")
    for actor in (one, two, owner):
        MembershipFactory(actor=actor, person=person if actor is not two else PersonFactory(name=f"{SECRET} Verdi"))
    ActorResourceFactory(actor=one, text=SECRET)
    ActorResourceFactory(actor=one, direction="need", text=SECRET)
    IntroductionFactory(one=one, other=owner, message=SECRET)
    ClaimRequestFactory(actor=one, account=somebody, motivation=SECRET)
    return somebody, place, one, two


def hide_twins(world):
    """A hidden twin of every record of ``world`` (see ``build_world``), tied to it. Returns them by name."""
    territory, actor, challenge, mission, portfolio, action, second, other = world[:8]
    objective, position = world[8], world[10]
    somebody, place, lead, joiner = _people(territory, actor)
    hidden_challenge = ChallengeFactory(
        title=f"{SECRET} sfida", slug="segretissimo-sfida", question=f"{SECRET}?", status="adopted",
        territory=territory, owner=lead, themes=["climate_transition"],
        parent=challenge, created_by=somebody, **HIDDEN,
    )  # fmt: skip
    hidden_mission = MissionFactory(
        title=f"{SECRET} missione", slug="segretissimo-missione", statement=f"{SECRET}.", status="active",
        challenge=challenge, territory=territory, owner=lead, lead=somebody, **HIDDEN,
    )  # fmt: skip
    hidden_objective = ObjectiveFactory(mission=hidden_mission, title=f"{SECRET} obiettivo", code="SEG")
    hidden_indicator = IndicatorFactory(objective=hidden_objective, name=f"{SECRET} indicatore")
    measurement = MeasurementFactory(indicator=hidden_indicator, status="approved", source=SECRET, value=777)
    hidden_portfolio = PortfolioFactory(
        title=f"{SECRET} portafoglio", slug="segretissimo-portafoglio", mission=mission, number=2, **HIDDEN
    )
    spot = PositionFactory(portfolio=hidden_portfolio, title=f"{SECRET} posto", code="SEG")
    hidden_action = ActionFactory(
        title=f"{SECRET} azione", slug="segretissimo-azione", lead=actor, summary=SECRET, code="SEGR1",
        levers=["finance"], primary_lever="finance", cost=987_654, cup="D11F22000950006", origin="opencup", **HIDDEN,
    )  # fmt: skip
    hidden_action.territories.set([territory])
    PlacementFactory(portfolio=portfolio, action=hidden_action, position=position, note=SECRET)
    PlacementFactory(portfolio=hidden_portfolio, action=action, position=spot, note=SECRET)
    ContributionFactory(action=hidden_action, objective=objective, rationale=SECRET)
    contribution = ContributionFactory(action=action, objective=hidden_objective, rationale=SECRET)
    FundingLineFactory(action=hidden_action, source=SECRET, amount=987_654)
    ActionRoleFactory(action=hidden_action, actor=other)
    ActionResourceFactory(action=hidden_action, text=SECRET)
    SourceRecordFactory(action=hidden_action, source="opencup", external_id=SECRET)
    link = ActionLinkFactory(one=action, other=hidden_action, reason=SECRET, kind="synergy")
    MergeRequestFactory(link=ActionLinkFactory(one=action, other=hidden_action, status="under_review"), reason=SECRET)
    tie = TieFactory(one=actor, other=lead, note=SECRET)
    TieFactory(one=joiner, other=actor, note=SECRET)
    ChallengeStanceFactory(challenge=challenge, actor=lead, note=SECRET)
    ChallengeStanceFactory(challenge=hidden_challenge, actor=other, note=SECRET)
    FollowFactory(subject=hidden_challenge)
    CriterionAssessmentFactory(mission=hidden_mission, reason=SECRET, assessor=somebody)
    evidence = EvidenceFactory(subject=hidden_challenge, claim=SECRET)
    EvidenceFactory(subject=hidden_mission, claim=SECRET)
    CommentFactory(subject=hidden_mission, text=SECRET, created_by=somebody)
    TaskFactory(subject=mission, title=f"{SECRET} compito", text=SECRET, owner=somebody)
    task = TaskFactory(subject=hidden_mission, title=f"{SECRET} altro compito")
    TerritoryMemberFactory(whole=place, part=territory)
    _money(world, somebody, hidden_action, hidden_challenge, place)
    _run(somebody)
    told = {"lead": lead, "mission": hidden_mission, "challenge": hidden_challenge, "portfolio": hidden_portfolio}
    foresight = hide_foresight(world, told | {"action": hidden_action}, SECRET)
    hide_school(world, told, SECRET)
    return foresight | {
        "territory": place, "lead": lead, "joiner": joiner, "challenge": hidden_challenge, "mission": hidden_mission,
        "objective": hidden_objective, "indicator": hidden_indicator, "measurement": measurement,
        "portfolio": hidden_portfolio, "position": spot, "action": hidden_action, "contribution": contribution,
        "snapshot": hide_past(portfolio, hidden_portfolio, somebody, SECRET),
        "link": link, "tie": tie, "evidence": evidence, "task": task, "somebody": somebody,
        **_govern_in_secret(world, lead, hidden_action),
    }  # fmt: skip


def _govern_in_secret(world, lead, hidden_action):
    """Hidden governance of the visible mission, and hidden parts of the visible one."""
    actor, mission = world[1], world[3]
    seen = {type(record).__name__: record for record in world}
    body = BodyFactory(name=f"{SECRET} cabina", slug="segretissimo-cabina", mission=mission, mandate=SECRET, **HIDDEN)
    seat = SeatFactory(body=body, actor=actor, role="chair")
    meeting = MeetingFactory(
        title=f"{SECRET} incontro", slug="segretissimo-incontro", body=body, minutes=SECRET, agenda=SECRET,
        place=SECRET, visibility="public",
    )  # fmt: skip
    MeetingFactory(title=f"{SECRET} altro", body=seen["Body"], **HIDDEN)
    AttendanceFactory(meeting=meeting, seat=seat, came=SECRET)
    decision = DecisionFactory(
        title=f"{SECRET} decisione", slug="segretissimo-decisione", mission=mission, body=body, meeting=meeting,
        status="adopted", text=SECRET, reason=SECRET, review_on="2026-01-01", **HIDDEN,
    )  # fmt: skip
    DecisionOptionFactory(decision=decision, text=SECRET)
    DecisionSubjectFactory(decision=decision, subject=world[4])
    DecisionSubjectFactory(decision=seen["Decision"], subject=hidden_action, move="commit")
    SeatFactory(body=seen["Body"], actor=lead)
    SeatFactory(body=seen["Body"], actor=None, person=PersonFactory(name=f"{SECRET} Neri"))
    AttendanceFactory(meeting=seen["Meeting"], seat=SeatFactory(body=seen["Body"], actor=lead), came=SECRET)
    secret = {"text": SECRET, "proof": SECRET, "due_on": "2026-01-01"}
    commitment = CommitmentFactory(
        title=f"{SECRET} impegno", slug="segretissimo-impegno", mission=mission, actor=actor, decision=seen["Decision"],
        **HIDDEN, **secret,
    )  # fmt: skip
    CommitmentFactory(title=f"{SECRET} offerta", mission=mission, actor=world[7], status="draft", visibility="public")
    CommitmentFactory(title=f"{SECRET} altrui", mission=mission, actor=lead, visibility="public", **secret)
    procedure = ProcedureFactory(
        title=f"{SECRET} procedura", slug="segretissimo-procedura", mission=mission, authority=actor, summary=SECRET,
        **HIDDEN,
    )  # fmt: skip
    ProcedureStepFactory(procedure=procedure, due_on="2026-01-01", note=SECRET)
    ProcedureFactory(title=f"{SECRET} altrui", mission=mission, authority=lead, visibility="public")
    seen["Procedure"].participants.add(lead)
    return {
        "body": body, "meeting": meeting, "decision": decision, "commitment": commitment, "procedure": procedure,
        "seat": seat,
    }  # fmt: skip


def _money(world, somebody, action, challenge, place):
    """A hidden call, answers to it and for a hidden action, and a finding that became something hidden."""
    territory, portfolio = world[0], world[4]
    seen = next(record for record in world if isinstance(record, FundingCall))
    seen.territories.add(place)
    call = FundingCallFactory(
        title=f"{SECRET} bando", slug="segretissimo-bando", authority=SECRET, created_by=somebody,
        themes=["climate_transition"], levers=["finance"], **HIDDEN,
    )  # fmt: skip
    call.territories.set([territory])
    CallPickFactory(portfolio=portfolio, call=call, note=SECRET)
    CallPickFactory(portfolio=portfolio, call=seen, action=action, note=SECRET)
    FindingAnswerFactory(portfolio=portfolio, label=SECRET, became=challenge)


def _run(by):
    run = ImportRun.objects.create(kind="actors", name=f"{SECRET}.csv", sha256="0" * 64, created_by=by)
    ImportRow.objects.create(run=run, position=1, line=2, outcome="error", label=SECRET, text=SECRET)


def hide_behind(world, twins=None):
    """Let visible records point to hidden ones; without ``twins`` to nothing, which must read the same."""
    territory, actor, challenge, mission, _portfolio, action, second, other = world[:8]
    to = (twins or {}).get
    place = to("territory")
    _set(action, lead=to("lead"), predecessor=to("action"))
    _set(other, seat=place, parent=to("lead"))
    _set(territory, parent=place, path=f"{place.path if place else '/'}{territory.pk}/")
    _set(challenge, owner=to("lead"), parent=to("challenge"), territory=place)
    _set(mission, challenge=to("challenge"), owner=to("lead"), territory=place)
    _set(second.funding_lines.get(), funder=to("lead"))
    seen = {type(record).__name__: record for record in world}
    _set(seen["Decision"], body=to("body"), meeting=to("meeting"))
    _set(seen["Commitment"], decision=to("decision"))
    _set(world[11], territory=place)
    if twins:
        second.territories.add(place)
        other.works_in.add(place)
        ActionRoleFactory(action=second, actor=to("joiner"))
        _set(ActorFactory(name="Assorbito", slug="assorbito", visibility="team"), merged_into=to("lead"))
        HistoricalIdentifier.objects.create(actor=to("lead"), scheme="name", value=f"{SECRET} Tre")
    freeze_again(seen["Snapshot"])


def write_history(world, twins):
    """What happened between visible records and hidden ones."""
    challenge, action, author = world[2], world[5], UserFactory()
    history.record(action, "change", by=author, changes={"lead": [None, twins["lead"].pk]})
    stance = ChallengeStanceFactory(challenge=challenge, actor=twins["joiner"], stance="blocker")
    missions.remove_stance(stance=stance, by=author)
    drop = ChallengeFactory(title=f"{SECRET} doppia", slug="segretissimo-doppia", status="adopted", **HIDDEN)
    missions.merge_challenges(keep=challenge, drop=drop, by=clock())


def _set(record, **values):
    # As stored rows are, without a new version or a moment of change.
    type(record)._base_manager.filter(pk=record.pk).update(**values)
