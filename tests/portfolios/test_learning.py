"""Triggers, sessions, insights, trials: who may what, what follows, what is refused in words."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from convergenze.core.errors import MoveRefused
from convergenze.history.models import Entry
from missions.workflow import intention_workflow
from portfolios import services
from portfolios.models import Insight, SensemakingSession, Trigger
from portfolios.queries.futures import tunnel_of
from portfolios.queries.learning import learning_of, read_session
from portfolios.queries.triggers import waiting_of, windows_of
from portfolios.workflow import action_workflow, session_workflow, trigger_workflow
from tests.factories.foresight import (
    InsightFactory,
    IntentionFactory,
    ScenarioFactory,
    ScenarioTrialFactory,
    SensemakingSessionFactory,
    SignalFactory,
    TriggerFactory,
)
from tests.factories.governance import DecisionFactory, DecisionSubjectFactory
from tests.factories.missions import MissionFactory
from tests.factories.portfolios import ActionFactory, FundingLineFactory, PlacementFactory

EVERYBODY = ["guest", "anna", "bruno", "chiara", "sara", "olga", "marta", "ada"]
STEER = ("sara", "olga", "marta")
TRIGGER_MOVES = {
    "expected": "open fire miss",
    "open": "fire miss",
    "fired": "reopen",
    "missed": "reopen",
}
SESSION_MOVES = {"planned": "hold", "held": "close", "closed": "reopen"}


def _table(moves):
    return [(state, who, names.split() if who in STEER else []) for state, names in moves.items() for who in EVERYBODY]


@pytest.fixture
def trigger(portfolio, mission, action):
    trigger = TriggerFactory(mission=mission, title="Bando per le case vuote", slug="bando")
    trigger.unlocks.set([action])
    return trigger


@pytest.fixture
def session(portfolio):
    return SensemakingSessionFactory(portfolio=portfolio, question="Che cosa ferma i proprietari?", slug="proprietari")


@pytest.mark.parametrize(("state", "who", "moves"), _table(TRIGGER_MOVES))
def test_who_may_move_a_trigger(state, who, moves, cast, trigger):
    trigger.status = state
    assert [move.name for move in trigger_workflow.moves_for(trigger, cast[who])] == moves


@pytest.mark.parametrize(("state", "who", "moves"), _table(SESSION_MOVES))
def test_who_may_move_a_session(state, who, moves, cast, session):
    session.status = state
    assert [move.name for move in session_workflow.moves_for(session, cast[who])] == moves


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_writes_triggers_and_sessions(who, cast, mission, portfolio):
    found = (
        cast[who].has_perm("portfolios.write_trigger", Trigger(mission=mission)),
        cast[who].has_perm("portfolios.write_sensemakingsession", SensemakingSession(portfolio=portfolio)),
    )
    assert found == (who in STEER, who in STEER)


# Triggers.


def test_a_trigger_that_fires_unlocks_intentions_and_tells_actions(trigger, action, cooperative, mission, sara):
    waits, withdrawn = (
        IntentionFactory(actor=cooperative, mission=mission, status=s) for s in ("declared", "withdrawn")
    )
    trigger.intentions.set([waits, withdrawn])
    fired = services.fire_trigger(trigger=trigger, fired_on=dt.date(2026, 10, 1), by=sara)
    assert (fired.status, fired.fired_on) == ("fired", dt.date(2026, 10, 1))
    waits.refresh_from_db(), withdrawn.refresh_from_db()
    assert (waits.status, withdrawn.status) == ("unlocked", "withdrawn")
    entry = Entry.objects.about(action).get(verb="portfolios.action.unlock")
    assert (entry.by, entry.changes) == (sara, {"triggers": [None, [trigger.pk]]})
    assert trigger.title not in str(entry.extra) + entry.reason


def test_the_day_of_firing_is_today_unless_said(trigger, sara):
    assert services.move_trigger(trigger=trigger, name="fire", by=sara).fired_on == timezone.localdate()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("2149-01-01", "A trigger fires on a day that has come: choose today or a day before."),
        ("domani", "Write the day as 2026-10-31."),
        ("2026-02-31", "Write the day as 2026-10-31."),
    ],
)
def test_a_day_that_cannot_be_is_refused(said, sentence, trigger, sara):
    with pytest.raises(ValidationError) as refused:
        services.move_trigger(trigger=trigger, name="fire", by=sara, answers={"fired_on": said})
    assert refused.value.message_dict == {"fired_on": [sentence]}
    trigger.refresh_from_db()
    assert trigger.status == "expected"


def test_a_trigger_taken_back_makes_intentions_wait_again_unless_another_fired(trigger, cooperative, mission, sara):
    alone, also = (IntentionFactory(actor=cooperative, mission=mission) for _each in range(2))
    other = TriggerFactory(mission=mission)
    trigger.intentions.set([alone, also])
    other.intentions.set([also])
    for one in (trigger, other):
        services.fire_trigger(trigger=one, by=sara)
    taken_back = services.move_trigger(trigger=trigger, name="reopen", by=sara, answers={"reason": "Era un annuncio."})
    alone.refresh_from_db(), also.refresh_from_db(), taken_back.refresh_from_db()
    assert (taken_back.status, taken_back.fired_on) == ("expected", None)
    assert (alone.status, also.status) == ("declared", "unlocked")


def test_the_clock_misses_what_closed_without_firing(mission):
    closed = TriggerFactory(mission=mission, window_from=dt.date(2026, 1, 1), window_until=dt.date(2026, 1, 31))
    last_day = TriggerFactory(mission=mission, window_from=None, window_until=dt.date(2026, 2, 1))
    undated = TriggerFactory(mission=mission, window_from=None, window_until=None)
    fired = TriggerFactory(mission=mission, window_from=None, window_until=dt.date(2026, 1, 1), status="fired")
    assert services.miss_overdue_triggers(on=dt.date(2026, 2, 1)) == [closed]
    states = [Trigger.objects.get(pk=one.pk).status for one in (closed, last_day, undated, fired)]
    assert states == ["missed", "expected", "expected", "fired"]


def test_what_a_trigger_unlocks_and_its_writer_does_not_see_stays(trigger, bruno, sara, mission):
    unseen = ActionFactory(visibility="team")
    trigger.unlocks.add(unseen)
    services.save_trigger(trigger=trigger, unlocks=[], by=sara)
    assert list(trigger.unlocks.all()) == [unseen]
    with pytest.raises(PermissionDenied):
        services.save_trigger(trigger=Trigger(mission=mission, title="Mio", kind="crisis"), by=bruno)


def test_windows_are_told_with_the_actions_one_sees(portfolio, trigger, action, guest, sara, mission):
    hidden = TriggerFactory(mission=mission, visibility="team", window_from=dt.date(2030, 1, 1))
    undated = TriggerFactory(mission=mission, window_from=None, window_until=None)
    TriggerFactory(mission=MissionFactory(visibility="public"))
    assert [(w.key, w.actions) for w in windows_of(portfolio, guest)] == [(trigger.pk, ()), (undated.pk, ())]
    seen = windows_of(portfolio, sara)
    assert [(w.key, w.actions) for w in seen] == [(hidden.pk, ()), (trigger.pk, (action.pk,)), (undated.pk, ())]
    assert (seen[1].opens_on, seen[1].closes_on, seen[1].probability) == (
        dt.date(2999, 1, 1),
        dt.date(2999, 6, 30),
        None,
    )


def test_an_action_says_what_it_waits_for_and_then_its_next_move(trigger, action, sara, guest):
    waiting = waiting_of(action, sara)
    assert (waiting.pending, waiting.fired, waiting.next_move) == ([trigger], [], None)
    services.fire_trigger(trigger=trigger, by=sara)
    waiting = waiting_of(action, sara)
    move, reasons = waiting.next_move
    assert (waiting.pending, waiting.fired, move.name) == ([], [trigger], "commit")
    assert reasons == ["A mission has to agree to at least one contribution."]
    Trigger.objects.update(visibility="team")
    assert waiting_of(action, guest) is None


# Intentions that become actions.


def test_an_intention_becomes_an_idea_of_its_actor(portfolio, objective, cooperative, mission, sara, bruno):
    intention = IntentionFactory(actor=cooperative, mission=mission, status="unlocked", visibility="members")
    trigger = TriggerFactory(mission=mission)
    trigger.intentions.set([intention])
    made = services.take_up_intention(intention=intention, objective=objective, weight=3, by=bruno)
    assert (made.title, made.summary, made.lead, made.status) == (
        intention.title, intention.condition, cooperative, "idea",
    )  # fmt: skip
    assert (made.intention, made.visibility, made.created_by) == (intention, "members", bruno)
    assert [(row.objective, row.weight, row.status) for row in made.contributions.all()] == [(objective, 3, "claimed")]
    assert list(trigger.unlocks.all()) == [made]
    intention.refresh_from_db()
    assert intention.status == "taken_up"


def test_placing_it_is_for_who_fills_the_portfolio(portfolio, objective, cooperative, mission, bruno, olga):
    intention = IntentionFactory(actor=cooperative, mission=mission)
    with pytest.raises(PermissionDenied):
        services.take_up_intention(intention=intention, portfolio=portfolio, by=bruno)
    made = services.take_up_intention(intention=intention, portfolio=portfolio, objective=objective, by=olga)
    assert (list(made.portfolios.all()), made.contributions.get().objective) == ([portfolio], objective)


def test_an_intention_is_taken_up_once_and_by_who_speaks_for_it(cooperative, mission, portfolio, bruno, sara):
    intention = IntentionFactory(actor=cooperative, mission=mission)
    with pytest.raises(PermissionDenied):
        services.take_up_intention(intention=intention, by=sara)
    services.take_up_intention(intention=intention, by=bruno)
    with pytest.raises(MoveRefused, match="This is now “Became an action”"):
        intention_workflow.perform(intention, "take_up", by=bruno)


# Sessions.


def test_holding_a_session_freezes_the_portfolio_once(session, portfolio, action, sara):
    held = services.move_session(session=session, name="hold", by=sara)
    kept = held.snapshot
    assert (held.status, kept.portfolio, kept.as_of) == ("held", portfolio, timezone.localdate())
    InsightFactory(session=session, mission=session.mission)
    services.move_session(session=session, name="close", by=sara)
    again = services.move_session(session=session, name="reopen", by=sara, answers={"reason": "Manca una voce."})
    assert (again.status, again.snapshot) == ("held", kept)


def test_a_session_closes_with_at_least_one_insight(session, sara):
    services.move_session(session=session, name="hold", by=sara)
    with pytest.raises(MoveRefused) as refused:
        services.move_session(session=session, name="close", by=sara)
    assert refused.value.messages == ["Write at least one insight: what did you understand together?"]


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_takes_part_writes_insights(who, cast, session, municipality):
    session.actors.set([municipality])
    insight = Insight(session=session, mission=session.mission)
    assert cast[who].has_perm("portfolios.tell_insight", insight) == (who in ("anna", *STEER))


def test_an_insight_of_a_session_is_of_its_mission(session, anna, municipality):
    session.actors.set([municipality])
    told = services.add_insight(
        insight=Insight(session=session, title="Temono chi non paga", kind="barrier", mission=MissionFactory()), by=anna
    )
    assert told.mission == session.mission


def test_a_session_is_read_by_kind_with_its_share_of_answers(session, guest, mission):
    decision = DecisionFactory(mission=mission, visibility="public")
    InsightFactory(session=session, mission=mission, kind="surprise")
    answered = InsightFactory(session=session, mission=mission, kind="barrier", decision=decision)
    InsightFactory(session=session, mission=mission, kind="barrier", visibility="team")
    reading = read_session(session, guest)
    assert [(kind, len(rows)) for kind, _label, rows in reading.groups] == [("barrier", 1), ("surprise", 1)]
    assert (reading.count, reading.answered, reading.share) == (2, 1, 0.5)
    assert reading.groups[0][2] == [answered]
    assert read_session(SensemakingSessionFactory(), guest).share is None


def test_a_decision_one_does_not_see_answers_nothing_for_them(session, guest, ada, mission):
    hidden = DecisionFactory(mission=mission, visibility="team")
    InsightFactory(session=session, mission=mission, decision=hidden)
    assert (read_session(session, guest).answered, read_session(session, ada).answered) == (0, 1)


# Insights.


def test_an_insight_is_about_something(olga):
    with pytest.raises(ValidationError, match="Say which mission or which action this was learnt from"):
        services.add_insight(insight=Insight(title="Qualcosa", kind="question"), by=olga)


def test_an_insight_is_answered_by_a_decision_of_its_mission(mission, sara, bruno):
    insight = InsightFactory(mission=mission)
    decision = DecisionFactory(mission=mission)
    with pytest.raises(ValidationError, match="This decision belongs to another mission"):
        services.answer_insight(insight=insight, response="act", decision=DecisionFactory(), by=sara)
    answered = services.answer_insight(insight=insight, response="act", decision=decision, by=sara)
    assert (answered.response, answered.decision) == ("act", decision)
    with pytest.raises(PermissionDenied):
        services.answer_insight(insight=insight, response="none", by=bruno)


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_note_on_a_hidden_action_is_read_by_its_people_alone(who, cast, action):
    note = InsightFactory(mission=None, action=action, visibility="public")
    sees = who in ("anna", "bruno", "ada", *STEER)
    assert Insight.objects.visible_to(cast[who]).filter(pk=note.pk).exists() == sees


# Closing and discontinuing.


def test_an_action_closes_once_it_taught_something(action, sara, bruno):
    action.status = "completed"
    action.save()
    with pytest.raises(MoveRefused) as refused:
        action_workflow.perform(action, "close", by=sara)
    assert refused.value.messages == [
        "Write what was learnt from it: the form is on its page, under “What was learnt”."
    ]
    services.add_insight(insight=Insight(action=action, title="Servono visite", kind="what_works"), by=bruno)
    assert action_workflow.perform(action, "close", by=sara).status == "closed"


def test_a_note_in_the_bin_is_no_note(action, sara):
    action.status = "completed"
    action.save()
    InsightFactory(action=action, mission=None, deleted_at=timezone.now())
    assert len(action_workflow.reasons_to_wait(action, "close")) == 1


@pytest.mark.parametrize(
    ("level", "heard"), [("public", "members"), ("link", "members"), ("members", "members"), ("team", "team")]
)
def test_the_reason_of_a_stop_is_its_learning_note(level, heard, action, bruno):
    action.visibility = level
    action.save()
    action_workflow.perform(action, "discontinue", by=bruno, answers={"reason": "Il proprietario ha venduto."})
    note = action.insights.get()
    assert (note.title, note.text, note.kind, note.created_by) == ("Il proprietario ha venduto.", "", "barrier", bruno)
    assert note.visibility == heard


def test_a_long_reason_keeps_every_word(action, bruno):
    reason = "Il proprietario ha venduto. " * 20
    action_workflow.perform(action, "discontinue", by=bruno, answers={"reason": reason})
    note = action.insights.get()
    assert (len(note.title) <= 250, note.text) == (True, reason.strip())


# The page of learning.


def test_learning_goes_from_signal_to_change(mission, portfolio, action, guest, sara):
    SignalFactory(mission=mission)
    SignalFactory(mission=mission, status="dismissed")
    decision = DecisionFactory(mission=mission, visibility="public", status="adopted")
    DecisionSubjectFactory(decision=decision, subject=action, carried_out_at=timezone.now())
    answered = InsightFactory(mission=mission, decision=decision)
    waits = InsightFactory(mission=mission, response="act")
    InsightFactory(mission=mission, response="none")
    InsightFactory(mission=mission, visibility="team")
    told = learning_of(mission, guest)
    assert (told.funnel.signals, told.funnel.insights, told.funnel.decisions, told.funnel.changes) == (1, 3, 1, 1)
    assert (told.answered, told.unanswered, told.share) == ([answered], [waits], 1 / 3)
    assert learning_of(mission, sara).funnel.insights == 4


def test_the_age_of_the_last_note_is_told_of_actions_that_have_begun(mission, portfolio, sara, guest):
    begun, other, idea = (ActionFactory(status=status) for status in ("in_progress", "completed", "idea"))
    for one in (begun, other, idea):
        PlacementFactory(portfolio=portfolio, action=one)
    note = InsightFactory(action=begun, mission=None)
    Insight.objects.filter(pk=note.pk).update(created_at=timezone.now() - dt.timedelta(days=12))
    notes = {note.action: note.days for note in learning_of(mission, guest).notes}
    assert notes == {other: None, begun: 12}
    assert [note.action for note in learning_of(mission, sara).notes] == [other, begun]


def test_what_an_action_of_the_portfolio_taught_is_learnt_by_the_mission(mission, portfolio, guest):
    inside, outside = ActionFactory(), ActionFactory()
    PlacementFactory(portfolio=portfolio, action=inside)
    InsightFactory(action=inside, mission=None)
    InsightFactory(action=outside, mission=None)
    assert learning_of(mission, guest).funnel.insights == 1


# The wind-tunnel.


@pytest.fixture
def tried(mission, portfolio):
    """Two actions with money in two futures."""
    warm, empty = ScenarioFactory(mission=mission, year=2035), ScenarioFactory(mission=mission, year=2040)
    rich, poor = ActionFactory(code="AZ01"), ActionFactory(code="AZ02")
    for one, amount in ((rich, 900), (poor, 100)):
        PlacementFactory(portfolio=portfolio, action=one)
        FundingLineFactory(action=one, amount=amount)
    return warm, empty, rich, poor


def test_actions_are_judged_by_what_the_reader_sees(tried, mission, guest, ada):
    warm, empty, rich, poor = tried
    ScenarioTrialFactory(scenario=warm, action=rich, score=2)
    ScenarioTrialFactory(scenario=empty, action=rich, score=-1)
    ScenarioTrialFactory(scenario=warm, action=poor, score=0)
    seen = tunnel_of(mission, guest)
    assert [(line.action, line.verdict, [cell.score for cell in line.cells]) for line in seen.lines] == [
        (rich, "fragile", [2, -1]),
        (poor, "robust", [0, None]),
    ]
    empty.visibility = "team"
    empty.save()
    assert [line.verdict for line in tunnel_of(mission, guest).lines] == ["robust", "robust"]
    assert [line.verdict for line in tunnel_of(mission, ada).lines] == ["fragile", "robust"]


def test_trying_again_replaces_and_nothing_takes_away(tried, sara, bruno):
    warm, _empty, rich, _poor = tried
    services.try_action(scenario=warm, action=rich, score=1, reason="Serve ombra.", by=sara)
    trial = services.try_action(scenario=warm, action=rich, score=-2, by=sara)
    assert (warm.trials.count(), trial.score, trial.reason) == (1, -2, "")
    with pytest.raises(PermissionDenied):
        services.try_action(scenario=warm, action=rich, score=0, by=bruno)
    with pytest.raises(ValidationError, match="The score goes from −2 to"):
        services.try_action(scenario=warm, action=rich, score=3, by=sara)
    assert services.try_action(scenario=warm, action=rich, score=None, by=sara) is None
    assert warm.trials.count() == 0
