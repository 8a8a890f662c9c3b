"""Writes on what is understood: sessions over a frozen version, insights, trials of actions in scenarios."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from convergenze.core.rules_glue import require
from convergenze.core.visibility import with_unseen
from convergenze.history import services as history
from portfolios.models import ScenarioTrial
from portfolios.services.snapshots import take_snapshot
from portfolios.workflow import session_workflow

SCORES = range(-2, 3)


@transaction.atomic
def save_session(*, session, by, actors=None, expected_version=None):
    """Save a session on a portfolio of a mission that ``by`` works on, with who takes part (None: as it is)."""
    if not by.has_perm("portfolios.write_sensemakingsession", session):
        raise PermissionDenied
    links = {} if actors is None else {"actors": with_unseen(session, "actors", actors, by)}
    return history.save(session, by=by, links=links, expected_version=expected_version)


@transaction.atomic
def move_session(*, session, name, by, answers=None):
    """Make a move of a session; *hold* freezes the portfolio as it is, so that later readers see what was read."""
    moved = session_workflow.perform(session, name, by=by, answers=answers)
    if name == "hold" and moved.snapshot_id is None:
        moved.snapshot = take_snapshot(
            portfolio=moved.portfolio, title=_("Sensemaking · %(question)s") % {"question": moved.question[:150]}, by=by
        )
        moved.save(update_fields=["snapshot"])
    return moved


@transaction.atomic
def add_insight(*, insight, by):
    """Save a new insight by who works on its mission, conducts its action or takes part in its session; return it.

    An insight of a session is of the session's mission. Raises ``PermissionDenied``, ``ValidationError``.
    """
    if insight.session is not None:
        insight.mission = insight.session.mission
    if not by.has_perm("portfolios.tell_insight", insight):
        raise PermissionDenied
    return history.save(insight, by=by)


@transaction.atomic
def change_insight(*, insight, by, expected_version=None):
    """Save what was rewritten of an insight. Raises ``PermissionDenied``, ``ValidationError``, ``StaleRecord``."""
    require(by, "portfolios.change_insight", insight)
    return history.save(insight, by=by, expected_version=expected_version)


@transaction.atomic
def answer_insight(*, insight, by, response, decision=None):
    """Say what follows from an insight: act (with the decision that answers it), watch, or nothing for now."""
    require(by, "portfolios.answer_insight", insight)
    if decision is not None and insight.mission_id and decision.mission_id != insight.mission_id:
        raise ValidationError({"decision": _("This decision belongs to another mission.")})
    insight.response, insight.decision = response, decision
    return history.save(insight, by=by, verb="answer")


@transaction.atomic
def try_action(*, scenario, action, score, by, reason=""):
    """Write how ``action`` would fare in ``scenario``, from −2 to +2; tried again, it is replaced. ``score`` None
    takes the trial away. Returns the trial or None. Raises ``PermissionDenied``, ``ValidationError``.
    """
    require(by, "missions.try_scenario", scenario)
    require(by, "portfolios.view_action", action)
    found = ScenarioTrial.objects.filter(scenario=scenario, action=action).first()
    if score is None:
        return _forget(found, by)
    if score not in SCORES:
        raise ValidationError({"score": _("The score goes from −2 to +2.")})
    trial = found or ScenarioTrial(scenario=scenario, action=action)
    trial.score, trial.reason = score, reason
    return history.save(trial, by=by)


@transaction.atomic
def try_actions(*, scenario, trials, by):
    """``try_action`` for each of ``trials``: (action, score or None, reason)."""
    return [
        try_action(scenario=scenario, action=action, score=score, reason=reason, by=by)
        for action, score, reason in trials
    ]


def _forget(trial, by):
    if trial is not None:
        # By id and without words: who may not see the action does not read it in the history of the scenario.
        history.record(trial.scenario, "remove", by=by, changes={"action": [trial.score, None]})
        trial.delete()
