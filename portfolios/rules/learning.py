"""Who may do what with triggers, sensemaking sessions, insights and the trials of actions in scenarios."""

import rules
from rules import add_perm

from actors.rules import actor_roles, created_it, is_alive
from convergenze.accounts.rules import is_manager, is_officer, is_signed_in
from convergenze.core.visibility import is_in_sight
from missions.rules import framing as missions
from portfolios.choices.acting import SessionStatus
from portfolios.rules import composing

# Triggers hang from a mission.
prepares = is_alive & (is_officer | missions.works_on_it)
sees_its_level = is_in_sight | (is_alive & (created_it | missions.is_among_its_people))

add_perm("portfolios.view_trigger", sees_its_level & missions.sees_its_mission)
add_perm("portfolios.add_trigger", is_officer | composing.works_on_a_mission)
for _verb in ("write", "change", "delete", "open", "fire", "reopen"):
    add_perm(f"portfolios.{_verb}_trigger", prepares)
add_perm("portfolios.miss_trigger", composing.is_clock | prepares)


# Sessions read a portfolio.


@rules.predicate
def sees_its_portfolio(user, session):
    return session is not None and user.has_perm("portfolios.view_portfolio", session.portfolio)


@rules.predicate
def is_not_closed(user, session):
    return session is not None and session.status != SessionStatus.CLOSED


@rules.predicate
def takes_part(user, session):
    """An actor of the user's takes part in the session."""
    mine = actor_roles(user) if session is not None else {}
    return bool(mine) and session.actors.filter(pk__in=list(mine)).exists()


add_perm("portfolios.view_sensemakingsession", sees_its_level & sees_its_portfolio)
add_perm("portfolios.add_sensemakingsession", is_officer | composing.works_on_a_mission)
add_perm("portfolios.write_sensemakingsession", prepares)
add_perm("portfolios.change_sensemakingsession", prepares & is_not_closed)
add_perm("portfolios.delete_sensemakingsession", is_alive & (is_manager | missions.stewards_it))
for _move in ("hold", "close", "reopen"):
    add_perm(f"portfolios.{_move}_sensemakingsession", prepares)


# Insights: said in a session, or about an action, or of a mission.


@rules.predicate
def sees_what_it_is_about(user, insight):
    if insight is None:
        return False
    sees_mission = insight.mission is None or user.has_perm("missions.view_mission", insight.mission)
    return sees_mission and (insight.action is None or composing.sees_action(user, insight.action))


@rules.predicate
def is_among_the_people_of_its_action(user, insight):
    action = insight.action if insight is not None else None
    return action is not None and action.deleted_at is None and composing.is_among_its_people(user, action)


@rules.predicate
def conducts_its_action(user, insight):
    action = insight.action if insight is not None else None
    return action is not None and user.has_perm("portfolios.change_action", action)


@rules.predicate
def takes_part_in_its_session(user, insight):
    return insight is not None and insight.session is not None and takes_part(user, insight.session)


tells = is_officer | missions.works_on_it | conducts_its_action

add_perm(
    "portfolios.view_insight",
    (
        is_in_sight
        | (is_alive & (created_it | missions.is_among_its_people | is_among_the_people_of_its_action))
    )
    & sees_what_it_is_about,
)  # fmt: skip
add_perm("portfolios.add_insight", is_signed_in)  # what it is about is asked when it is known: tell_insight
add_perm("portfolios.tell_insight", tells | takes_part_in_its_session)
add_perm("portfolios.change_insight", is_alive & (tells | created_it))
add_perm("portfolios.delete_insight", is_alive & (tells | created_it))
add_perm("portfolios.answer_insight", is_alive & (is_officer | missions.works_on_it | conducts_its_action))


# Trials: how an action would fare in a scenario.


@rules.predicate
def sees_both_of_it(user, trial):
    return (
        trial is not None
        and composing.sees_action(user, trial.action)
        and user.has_perm("missions.view_scenario", trial.scenario)
    )


@rules.predicate
def tries_its_scenario(user, trial):
    return trial is not None and user.has_perm("missions.try_scenario", trial.scenario)


add_perm("portfolios.view_scenariotrial", sees_both_of_it)
add_perm("portfolios.add_scenariotrial", is_signed_in)
for _verb in ("change", "delete"):
    add_perm(f"portfolios.{_verb}_scenariotrial", sees_both_of_it & tries_its_scenario)
