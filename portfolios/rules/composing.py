"""Who may do what with actions, their money and links, and with portfolios.

Predicates that look around an action read its missions once per object: ``missions_around``.
"""

import rules
from rules import add_perm

from actors.rules import belongs_to_id, created_it, is_alive, writes_for_any, writes_for_id
from convergenze.accounts.roles import Role
from convergenze.accounts.rules import is_manager, is_officer, is_signed_in
from convergenze.core.visibility import is_in_sight
from missions.rules import stewards, works_on
from portfolios.choices import ActionStatus


def missions_around(action):
    """[(mission, lead, creator, owner ids)] of the portfolios that hold ``action``; read once per object."""
    if "_missions_around" not in action.__dict__:
        names = ("mission_id", "mission__lead_id", "mission__created_by_id", "mission__owner_id")
        action.__dict__["_missions_around"] = list(action.portfolios.values_list(*names))
    return action.__dict__["_missions_around"]


def forget_missions(action):
    """Read the missions around ``action`` again the next time somebody asks."""
    action.__dict__.pop("_missions_around", None)


def _is_own_mission(user, mission, lead, creator, owner):
    return user.pk in (lead, creator) or works_on(user, mission) or belongs_to_id(user, owner)


# Actions.


@rules.predicate
def belongs_to_its_lead(user, action):
    return action is not None and belongs_to_id(user, action.lead_id)


@rules.predicate
def writes_for_its_lead(user, action):
    return action is not None and writes_for_id(user, action.lead_id)


@rules.predicate
def belongs_to_its_partners(user, action):
    return action is not None and any(belongs_to_id(user, row.actor_id) for row in action.roles.all())


@rules.predicate
def works_around_it(user, action):
    """The action is placed in a portfolio of a mission of the user's."""
    return (
        action is not None
        and user.is_authenticated
        and any(_is_own_mission(user, *row) for row in missions_around(action))
    )


@rules.predicate
def stewards_around_it(user, action):
    return (
        action is not None and user.is_authenticated and any(stewards(user, row[0]) for row in missions_around(action))
    )


@rules.predicate
def writes_somewhere(user):
    return writes_for_any(user)


@rules.predicate
def is_merged(user, action):
    return action is not None and action.merged_into_id is not None


@rules.predicate
def is_only_recorded(user, action):
    """Nothing depends on it yet: mapped from a source, or an idea."""
    return action is not None and action.status in (ActionStatus.MAPPED, ActionStatus.IDEA)


is_among_its_people = created_it | belongs_to_its_lead | belongs_to_its_partners | works_around_it
sees_action = is_in_sight | (is_alive & is_among_its_people)
is_current = is_alive & ~is_merged
conducts = is_officer | writes_for_its_lead
steers = is_officer | stewards_around_it

add_perm("portfolios.view_action", sees_action)
add_perm("portfolios.add_action", is_officer | writes_somewhere)
add_perm("portfolios.change_action", is_current & (conducts | stewards_around_it))
add_perm("portfolios.delete_action", is_alive & (is_officer | (writes_for_its_lead & is_only_recorded)))
add_perm("portfolios.confirm_action", is_current & conducts)
# Moves: one permission each, with the name of the move.
add_perm("portfolios.claim_action", is_current & writes_for_its_lead)
add_perm("portfolios.enlist_action", is_current & is_officer)
add_perm("portfolios.propose_action", is_current & conducts)
add_perm("portfolios.commit_action", is_current & (is_manager | stewards_around_it))
for _move in ("start", "complete"):
    add_perm(f"portfolios.{_move}_action", is_current & conducts)
for _move in ("suspend", "resume"):
    add_perm(f"portfolios.{_move}_action", is_current & (conducts | stewards_around_it))
add_perm("portfolios.close_action", is_current & steers)
add_perm("portfolios.discontinue_action", is_current & (is_manager | stewards_around_it | writes_for_its_lead))
add_perm("portfolios.merge_action", is_alive & steers)


# What hangs from an action: money, roles, resources, contributions.


@rules.predicate
def changes_its_action(user, row):
    return row is not None and user.has_perm("portfolios.change_action", row.action)


@rules.predicate
def sees_its_action(user, row):
    return row is not None and sees_action(user, row.action)


@rules.predicate
def sees_its_objective(user, contribution):
    return contribution is not None and user.has_perm("missions.view_objective", contribution.objective)


@rules.predicate
def works_on_its_mission(user, contribution):
    return contribution is not None and works_on(user, contribution.objective.mission_id)


@rules.predicate
def stewards_its_mission(user, contribution):
    return contribution is not None and stewards(user, contribution.objective.mission_id)


add_perm("portfolios.add_fundingline", is_signed_in)
add_perm("portfolios.view_fundingline", sees_its_action)
add_perm("portfolios.change_fundingline", changes_its_action)
add_perm("portfolios.delete_fundingline", changes_its_action)
add_perm("portfolios.view_fundingprogramme", rules.always_true)
for _verb in ("add", "change", "delete"):
    add_perm(f"portfolios.{_verb}_fundingprogramme", is_officer)
writes_contribution = is_officer | changes_its_action | works_on_its_mission
add_perm("portfolios.add_contribution", is_signed_in)
add_perm("portfolios.view_contribution", sees_its_action & sees_its_objective)
add_perm("portfolios.change_contribution", writes_contribution)
add_perm("portfolios.delete_contribution", writes_contribution)
for _move in ("agree", "dispute"):
    add_perm(f"portfolios.{_move}_contribution", is_officer | stewards_its_mission)


# Portfolios and what is in them.


@rules.predicate
def works_on_a_mission(user):
    return user.is_authenticated and any(role in Role.scoped() for role, _type, _id in user.granted)


@rules.predicate
def works_on_its_portfolio(user, portfolio):
    return portfolio is not None and works_on(user, portfolio.mission_id)


@rules.predicate
def stewards_its_portfolio(user, portfolio):
    return portfolio is not None and stewards(user, portfolio.mission_id)


@rules.predicate
def is_own_portfolio(user, portfolio):
    """The user created it, or it carries a mission of the user's."""
    if portfolio is None or not user.is_authenticated:
        return False
    mission = portfolio.mission
    return portfolio.created_by_id == user.pk or _is_own_mission(
        user, mission.pk, mission.lead_id, mission.created_by_id, mission.owner_id
    )


@rules.predicate
def sees_its_mission(user, portfolio):
    return portfolio is not None and user.has_perm("missions.view_mission", portfolio.mission)


@rules.predicate
def fills_its_portfolio(user, row):
    return row is not None and user.has_perm("portfolios.change_portfolio", row.portfolio)


fills = is_officer | works_on_its_portfolio
add_perm("portfolios.view_portfolio", (is_in_sight | (is_alive & is_own_portfolio)) & sees_its_mission)
add_perm("portfolios.add_portfolio", is_officer | works_on_a_mission)
add_perm("portfolios.change_portfolio", is_alive & fills)
add_perm("portfolios.delete_portfolio", is_alive & is_manager)
add_perm("portfolios.place_portfolio", is_alive & fills)
add_perm("portfolios.enlist_portfolio", is_alive & is_officer)
for _move in ("sense", "propose", "return"):
    add_perm(f"portfolios.{_move}_portfolio", is_alive & fills)
add_perm("portfolios.agree_portfolio", is_alive & (is_officer | stewards_its_portfolio))
add_perm("portfolios.adopt_portfolio", is_alive & (is_manager | stewards_its_portfolio))
for _row in ("position", "placement"):
    add_perm(f"portfolios.add_{_row}", is_signed_in)
    for _verb in ("change", "delete"):
        add_perm(f"portfolios.{_verb}_{_row}", fills_its_portfolio)


@rules.predicate
def is_clock(user):
    return user.is_authenticated and user.is_service


add_perm("portfolios.supersede_portfolio", is_clock)
# A merge that is undone gives the action its state back: see ``services.undo_merge``.
add_perm("portfolios.release_action", is_clock)
