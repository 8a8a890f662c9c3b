"""Overlaps are proposed with their reasons, decided by people, and come back only when something changed."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command

from convergenze.core.errors import MoveRefused
from convergenze.history import services as history
from missions.models import Commitment
from portfolios import services
from portfolios.models import ActionLink, LinkAnswer
from portfolios.queries.links import for_deciding, precision_of
from tests.factories.accounts import GrantFactory
from tests.factories.actors import ActorFactory, TerritoryFactory
from tests.factories.missions import ObjectiveFactory
from tests.factories.portfolios import (
    ActionFactory,
    ActionLinkFactory,
    ActionResourceFactory,
    ContributionFactory,
    PlacementFactory,
    PortfolioFactory,
)

DAY = dt.date(2026, 10, 31)


@pytest.fixture
def twins(portfolio, objective):
    """Two energy desks in one village at one time, and an unlike third."""
    village, made = TerritoryFactory(), []
    for title in ("Sportello energia di valle", "Sportello energia della valle", "Coro di montagna"):
        action = ActionFactory(
            title=title, status="in_progress", levers=["learning_capabilities"], target_groups=["families"],
            starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 12, 31),
        )  # fmt: skip
        action.territories.add(village)
        PlacementFactory(portfolio=portfolio, action=action)
        made.append(action)
    for action in made[:2]:
        ContributionFactory(action=action, objective=objective)
    return made


def test_a_candidate_is_stored_with_its_parts(portfolio, twins):
    (link,) = services.propose_links(portfolio=portfolio, as_of=DAY)
    assert ((link.one, link.other), link.kind, link.status) == (tuple(twins[:2]), "duplication", "suggested")
    assert set(link.parts) == {"text", "objectives", "targets", "levers", "geo", "time"}
    assert len(link.fingerprint) == 64


def test_looking_again_changes_nothing(portfolio, twins):
    (first,) = services.propose_links(portfolio=portfolio, as_of=DAY)
    (again,) = services.propose_links(portfolio=portfolio, as_of=DAY)
    assert (again.pk, again.updated_at) == (first.pk, first.updated_at)


def test_one_action_can_be_looked_at_alone(portfolio, twins):
    assert services.propose_links(portfolio=portfolio, action=twins[2], as_of=DAY) == []
    assert len(services.propose_links(portfolio=portfolio, action=twins[1], as_of=DAY)) == 1


@pytest.mark.parametrize("decision", ["dismiss", "resolve"])
def test_a_decided_pair_comes_back_only_when_something_compared_changes(decision, portfolio, twins, olga):
    (link,) = services.propose_links(portfolio=portfolio, as_of=DAY)
    services.decide_link(link=link, decision=decision, resolution="accept_as_is", reason="Two valleys.", by=olga)
    twins[0].cost = 5
    twins[0].save()
    assert services.propose_links(portfolio=portfolio, as_of=DAY) == []
    twins[0].title = "Sportello energia per la valle"
    twins[0].save()
    (back,) = services.propose_links(portfolio=portfolio, as_of=DAY)
    assert (back.pk, back.status, back.resolution, back.reason, back.decided_by) == (link.pk, "suggested", "", "", None)


def test_a_suggestion_that_no_longer_holds_disappears_but_a_decision_stays(portfolio, twins, olga):
    (link,) = services.propose_links(portfolio=portfolio, as_of=DAY)
    services.decide_link(link=link, decision="review", by=olga)
    twins[0].status = "completed"
    twins[0].save()
    services.propose_links(portfolio=portfolio, as_of=DAY)
    assert ActionLink.objects.get().status == "under_review"
    ActionLink.objects.update(status="suggested")
    services.propose_links(portfolio=portfolio, as_of=DAY)
    assert not ActionLink.objects.exists()


def test_resolving_says_who_when_which_and_why(portfolio, twins, olga):
    (link,) = services.propose_links(portfolio=portfolio, as_of=DAY)
    done = services.decide_link(
        link=link, decision="resolve", resolution="accept_as_is", reason="Two valleys.", by=olga
    )
    expected = ("resolved", "accept_as_is", "Two valleys.", olga)
    assert (done.status, done.resolution, done.reason, done.decided_by) == expected
    assert done.decided_at is not None


def test_a_link_is_decided_once(portfolio, twins, olga):
    (link,) = services.propose_links(portfolio=portfolio, as_of=DAY)
    services.decide_link(link=link, decision="dismiss", reason="No.", by=olga)
    with pytest.raises(MoveRefused):
        services.decide_link(link=link, decision="dismiss", reason="No.", by=olga)


def test_a_synergy_is_linked_once_whatever_the_order(twins, olga):
    one = services.link_actions(one=twins[1], other=twins[2], kind="synergy", by=olga)
    again = services.link_actions(one=twins[2], other=twins[1], kind="synergy", by=olga)
    assert (one, one.status, one.one) == (again, "confirmed", twins[1])


@pytest.fixture
def helpers(portfolio, objective):
    """One looks for vacant homes, the other knows where they are; other levers, other families."""
    made = []
    for title, family, lever, direction in (
        ("Prestiti per ristrutturare", "financial_body", "finance", "need"),
        ("Censimento", "knowledge", "learning_capabilities", "offer"),
    ):
        action = ActionFactory(
            title=title, lead=ActorFactory(family=family), levers=[lever],
            starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 12, 31),
        )  # fmt: skip
        PlacementFactory(portfolio=portfolio, action=action)
        ContributionFactory(action=action, objective=objective)
        ActionResourceFactory(action=action, direction=direction)
        made.append(action)
    return made


def test_a_synergy_is_proposed_with_its_five_parts(portfolio, helpers):
    (link,) = services.propose_links(portfolio=portfolio, as_of=DAY)
    assert (link.kind, link.score, {link.one, link.other}) == ("synergy", 0.9, set(helpers))
    assert set(link.parts) == {"objectives", "other_levers", "other_family", "geo", "exchange"}


@pytest.mark.parametrize("change", [{"title": "Altro titolo"}, {"cost": 5}])
def test_a_dismissed_synergy_stays_dismissed_when_what_changes_is_not_compared(change, portfolio, helpers, olga):
    (link,) = services.propose_links(portfolio=portfolio, as_of=DAY)
    services.decide_link(link=link, decision="dismiss", reason="No data.", by=olga)
    type(helpers[0]).objects.filter(pk=helpers[0].pk).update(**change)
    assert services.propose_links(portfolio=portfolio, as_of=DAY) == []


@pytest.mark.parametrize("alone", [True, False])
def test_a_dismissed_synergy_comes_back_when_a_lever_changes(alone, portfolio, helpers, olga):
    (link,) = services.propose_links(portfolio=portfolio, as_of=DAY)
    services.decide_link(link=link, decision="dismiss", reason="No data.", by=olga)
    helpers[0].levers = ["governance_policy"]
    helpers[0].save()
    action = helpers[0] if alone else None
    (back,) = services.propose_links(portfolio=portfolio, action=action, as_of=DAY)
    assert (back.pk, back.status) == (link.pk, "suggested")


def test_one_action_finds_the_same_pairs_as_all_of_them(portfolio, twins, helpers):
    everything = {(link.kind, link.one_id, link.other_id) for link in services.propose_links(portfolio=portfolio)}
    ActionLink.objects.all().delete()
    for action in (*twins, *helpers):
        services.propose_links(portfolio=portfolio, action=action)
    assert set(ActionLink.objects.values_list("kind", "one", "other")) == everything


def test_a_pair_of_two_portfolios_stays_as_long_as_one_proposes_it(portfolio, twins):
    other = PortfolioFactory(mission=portfolio.mission, number=7)
    for action in twins[:2]:
        PlacementFactory(portfolio=other, action=action)
    services.propose_links(portfolio=portfolio, as_of=DAY)
    services.propose_links(portfolio=other, as_of=DAY)
    portfolio.placements.filter(action=twins[0]).delete()
    services.propose_links(portfolio=portfolio, as_of=DAY)
    assert list(ActionLink.objects.get().found_in) == [str(other.pk)]
    other.placements.filter(action=twins[0]).delete()
    services.propose_links(portfolio=other, action=twins[0], as_of=DAY)
    assert not ActionLink.objects.exists()


def test_a_change_is_compared_again_once_it_is_committed(portfolio, twins, olga, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        twins[0].summary = "Apre il martedì."
        history.save(twins[0], by=olga)
    assert ActionLink.objects.get().status == "suggested"
    with django_capture_on_commit_callbacks(execute=True):
        services.remove_placement(placement=portfolio.placements.get(action=twins[0]), by=olga)
    assert not ActionLink.objects.exists()


def test_the_command_compares_one_portfolio_or_all(portfolio, twins, capsys):
    call_command("propose_links", portfolio.slug)
    call_command("propose_links")
    assert capsys.readouterr().out.splitlines() == ["Case piene [case-piene]: duplications 1, synergies 0 wait"] * 2
    with pytest.raises(CommandError, match="There is no portfolio"):
        call_command("propose_links", "nowhere")


@pytest.fixture
def led(action, municipality):
    """A possible duplication of bruno's action with one that anna's municipality leads."""
    other = ActionFactory(lead=municipality, status="proposed", cost=90)
    PlacementFactory(portfolio=action.portfolios.get(), action=other)
    return ActionLinkFactory(one=action, other=other)


@pytest.mark.parametrize(("answer", "state"), [("confirm", "confirmed"), ("dismiss", "dismissed")])
def test_two_leads_who_say_the_same_decide(answer, state, led, bruno, anna):
    first = services.answer_link(link=led, answer=answer, reason="So it is.", by=bruno)
    assert (first.status, first.decided_by) == ("under_review", None)
    second = services.answer_link(link=led, answer=answer, reason="Yes.", by=anna)
    assert (second.status, second.decided_by) == (state, anna)


def test_leads_who_disagree_leave_it_to_the_manager_and_may_change_their_mind(led, bruno, anna):
    services.answer_link(link=led, answer="confirm", by=bruno)
    assert services.answer_link(link=led, answer="dismiss", reason="Other people.", by=anna).status == "under_review"
    assert services.answer_link(link=led, answer="confirm", by=anna).status == "confirmed"
    assert LinkAnswer.objects.count() == 2


def test_one_lead_alone_does_not_decide_for_an_action_without_lead(action, bruno):
    link = ActionLinkFactory(one=action, other=ActionFactory(lead=None))
    assert services.answer_link(link=link, answer="confirm", by=bruno).status == "under_review"


def test_who_leads_both_decides_alone(action, cooperative, bruno):
    link = ActionLinkFactory(one=action, other=ActionFactory(lead=cooperative))
    assert services.answer_link(link=link, answer="confirm", by=bruno).status == "confirmed"


@pytest.mark.parametrize("who", ["sara", "olga", "ada", "chiara"])
def test_who_leads_neither_does_not_answer_as_a_lead(who, cast, led):
    with pytest.raises(PermissionDenied):
        services.answer_link(link=led, answer="confirm", by=cast[who])


def test_dismissing_asks_a_lead_for_a_reason(led, bruno):
    with pytest.raises(ValidationError, match="Write a reason"):
        services.answer_link(link=led, answer="dismiss", by=bruno)


def test_a_pair_that_comes_back_forgets_the_answers(led, bruno, anna, olga):
    for user in (bruno, anna):
        services.answer_link(link=led, answer="dismiss", reason="No.", by=user)
    services.decide_link(link=led, decision="reopen", by=olga)
    assert (LinkAnswer.objects.count(), ActionLink.objects.get().status) == (0, "under_review")


def test_differentiating_says_what_each_will_change(led, olga):
    asked = {"link": led, "decision": "resolve", "resolution": "differentiate", "reason": "Two publics.", "by": olga}
    with pytest.raises(ValidationError, match="what each of the two"):
        services.decide_link(**asked, terms={led.one_id: "Owners only."})
    assert ActionLink.objects.get().status == "suggested"
    done = services.decide_link(**asked, terms={led.one_id: "Owners only.", led.other_id: "Tenants only."})
    assert done.terms == {str(led.one_id): "Owners only.", str(led.other_id): "Tenants only."}


def test_coordinating_writes_down_who_does_what_by_when(led, olga, cooperative, mission):
    asked = {"link": led, "decision": "resolve", "resolution": "coordinate", "reason": "One book.", "by": olga}
    with pytest.raises(ValidationError, match="who does what"):
        services.decide_link(**asked)
    promise = services.Promise(actor=cooperative, title="Keep one appointment book", due_on=dt.date(2027, 1, 31))
    services.decide_link(**asked, promises=[promise])
    made = Commitment.objects.get()
    assert (made.actor, made.title, made.due_on, made.mission, made.subject) == (
        cooperative, "Keep one appointment book", dt.date(2027, 1, 31), mission, led,
    )  # fmt: skip


def test_only_the_leads_promise_to_coordinate(led, olga):
    promise = services.Promise(actor=ActorFactory(), title="Pay", due_on=dt.date(2027, 1, 31))
    with pytest.raises(ValidationError, match="Only the actors that lead"):
        services.decide_link(
            link=led, decision="resolve", resolution="coordinate", reason="x", promises=[promise], by=olga
        )


def test_a_synergy_is_complete_once_confirmed(led, olga):
    ActionLink.objects.update(kind="synergy", status="confirmed")
    with pytest.raises(MoveRefused, match="complete once confirmed"):
        services.decide_link(link=led, decision="resolve", resolution="accept_as_is", reason="x", by=olga)


def test_precision_counts_what_people_judged(db):
    for status in ("suggested", "confirmed", "resolved", "dismissed", "dismissed"):
        ActionLinkFactory(status=status)
    found = precision_of(ActionLink.objects.all())
    assert (found.confirmed, found.judged, found.waiting, found.share) == (2, 4, 1, 0.5)
    assert precision_of(ActionLink.objects.none()).share is None


# Whom a pair of the cast waits for, by its state: the two leads, the steward, the officer.
WAITS_FOR = [
    ("suggested", ["anna", "bruno", "marta", "olga", "sara"]),
    ("under_review", ["anna", "bruno", "marta", "olga", "sara"]),
    ("confirmed", ["marta", "olga", "sara"]),
    ("resolved", []),
    ("dismissed", []),
]


@pytest.mark.parametrize(("state", "people"), WAITS_FOR)
def test_whom_a_pair_waits_for(state, people, led, cast):
    ActionLink.objects.update(status=state)
    assert sorted(who for who, user in cast.items() if for_deciding(user).exists()) == people


def test_a_lead_who_has_answered_waits_for_nothing_until_a_merge_is_asked(led, bruno, anna):
    services.answer_link(link=led, answer="confirm", by=bruno)
    assert (for_deciding(bruno).count(), for_deciding(anna).count()) == (0, 1)
    services.answer_link(link=led, answer="confirm", by=anna)
    services.request_merge(link=led, keep=led.one, reason="One desk.", by=anna)
    assert (for_deciding(bruno).count(), for_deciding(anna).count()) == (1, 0)


@pytest.fixture
def hidden_twin(portfolio, objective, twins, bruno, cooperative):
    """A team-only action of another mission, alike to one that bruno leads, in a portfolio of both."""
    elsewhere = PortfolioFactory()
    other = ObjectiveFactory(mission=elsewhere.mission)
    secret = ActionFactory(
        title="Sportello energia di valle bis", visibility="team", status="in_progress", target_groups=["families"],
        levers=["learning_capabilities"], starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 12, 31),
    )  # fmt: skip
    secret.territories.set(twins[0].territories.all())
    type(twins[0]).objects.filter(pk=twins[0].pk).update(lead=cooperative)
    for action in (secret, twins[0]):
        ContributionFactory(action=action, objective=other)
        PlacementFactory(portfolio=elsewhere, action=action)
    services.propose_links(portfolio=elsewhere)
    return ActionLink.objects.get()


def test_a_lead_learns_nothing_of_an_action_they_may_not_see(hidden_twin, bruno, sara, olga, client):
    assert {who.name: for_deciding(who).count() for who in (bruno, sara, olga)} == {"Bruno": 0, "Sara": 0, "Olga": 1}
    with pytest.raises(PermissionDenied):
        services.answer_link(link=hidden_twin, answer="confirm", by=bruno)
    assert precision_of(ActionLink.objects.visible_to(bruno)).waiting == 0


def test_a_hidden_pair_neither_shows_nor_blocks_a_steward(hidden_twin, sara, twins, portfolio):
    from portfolios.workflow import action_workflow

    action = hidden_twin.one if hidden_twin.one.visibility == "public" else hidden_twin.other
    waiting = "Answer the possible duplications that wait: 1."
    assert waiting not in action_workflow.reasons_to_wait(action, "commit", sara)
    GrantFactory(user=sara, role="steward", scope=hidden_twin.one.portfolios.exclude(pk=portfolio.pk).get().mission)
    sara.__dict__.pop("granted")
    assert waiting in action_workflow.reasons_to_wait(action, "commit", sara)
