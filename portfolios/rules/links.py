"""Who may do what with links between two actions, and with merging them.

The managers of a link are the programme's officers and the stewards of a mission of either action; its leads are those
who write for the actor that leads one of the two.
"""

import rules
from rules import add_perm

from actors.rules import writes_for_id
from convergenze.accounts.rules import is_officer
from portfolios.rules.composing import (
    is_among_its_people,
    is_clock,
    sees_action,
    stewards_around_it,
    works_on_a_mission,
    writes_for_its_lead,
    writes_somewhere,
)


@rules.predicate
def sees_both(user, link):
    return link is not None and sees_action(user, link.one) and sees_action(user, link.other)


@rules.predicate
def is_among_the_people_of_one(user, link):
    if link is None or not user.is_authenticated:
        return False
    return user.reads_everything or is_among_its_people(user, link.one) or is_among_its_people(user, link.other)


@rules.predicate
def steers_one(user, link):
    return link is not None and (stewards_around_it(user, link.one) or stewards_around_it(user, link.other))


@rules.predicate
def writes_for_one(user, link):
    return link is not None and (writes_for_its_lead(user, link.one) or writes_for_its_lead(user, link.other))


def both_leads_say(answer):
    """A predicate: the user writes for a lead, and every lead of the two actions has given ``answer``."""

    @rules.predicate(f"both_leads_say_{answer}")
    def said(user, link):
        if not writes_for_one(user, link) or not link.has_both_leads:
            return False
        given = {row.actor_id for row in link.answers.all() if row.answer == answer}
        return given.issuperset(link.lead_ids)

    return said


@rules.predicate
def writes_for_its_actor(user, consent):
    return consent is not None and writes_for_id(user, consent.actor_id)


@rules.predicate
def manages_its_link(user, consent):
    return consent is not None and manages(user, consent.link)


@rules.predicate
def manages_what_stays(user, merge):
    return merge is not None and (is_officer(user) or stewards_around_it(user, merge.keep))


manages = is_officer | steers_one

add_perm("portfolios.view_actionlink", sees_both & is_among_the_people_of_one)
add_perm("portfolios.add_actionlink", is_officer | works_on_a_mission)
add_perm("portfolios.review_links", is_officer | works_on_a_mission | writes_somewhere)
add_perm("portfolios.review_actionlink", sees_both & (manages | writes_for_one))
add_perm("portfolios.answer_actionlink", sees_both & writes_for_one)
add_perm("portfolios.confirm_actionlink", sees_both & (manages | both_leads_say("confirm")))
add_perm("portfolios.dismiss_actionlink", sees_both & (manages | both_leads_say("dismiss")))
add_perm("portfolios.resolve_actionlink", sees_both & manages)
add_perm("portfolios.reopen_actionlink", is_clock | (sees_both & manages))
# A merge that is undone leaves the pair confirmed: see ``services.undo_merge``.
add_perm("portfolios.unresolve_actionlink", is_clock)

add_perm("portfolios.request_merge", sees_both & (manages | writes_for_one))
add_perm("portfolios.give_mergeconsent", writes_for_its_actor)
add_perm("portfolios.record_mergeconsent", manages_its_link)
add_perm("portfolios.undo_actionmerge", manages_what_stays)
