"""Two actions become one when both leads agree, with everything that hangs on them, and are taken apart exactly."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from actors.queries.links import generic_pointers
from convergenze.core.errors import MoveRefused
from convergenze.history.values import snapshot
from portfolios import services
from portfolios.models import Action, ActionLink, ActionMerge, MergeConsent, MergeRequest
from portfolios.services.moving import pointers
from tests.factories.actors import ActorFactory, TerritoryFactory
from tests.factories.missions import ObjectiveFactory
from tests.factories.notes import EvidenceFactory
from tests.factories.portfolios import (
    ActionFactory,
    ActionLinkFactory,
    ActionResourceFactory,
    ActionRoleFactory,
    ContributionFactory,
    FundingLineFactory,
    PlacementFactory,
    SourceRecordFactory,
)


@pytest.fixture
def pair(portfolio, objective, cooperative, municipality):
    """Two desks led by bruno's cooperative and anna's municipality, with rows of every kind, some of them equal."""
    keep = ActionFactory(title="Sportello casa", lead=cooperative, status="in_progress", cost=None, levers=["finance"])
    drop = ActionFactory(
        title="Sportello affitti", lead=municipality, status="proposed", cost=500, predecessor=keep,
        levers=["finance", "participation"],
    )  # fmt: skip
    for action in (keep, drop):
        PlacementFactory(portfolio=portfolio, action=action)
        FundingLineFactory(action=action)
        ActionResourceFactory(action=action)
    ContributionFactory(action=keep, objective=objective, weight=1, status="claimed")
    ContributionFactory(action=drop, objective=objective, weight=3, status="agreed")
    ContributionFactory(action=drop, objective=ObjectiveFactory(mission=objective.mission, code="O2"))
    ActionResourceFactory(action=drop, direction="need", tag="care")
    ActionRoleFactory(action=drop, actor=ActorFactory())
    SourceRecordFactory(action=drop)
    PlacementFactory(action=drop)
    EvidenceFactory(subject=drop)
    place = TerritoryFactory()
    keep.territories.set([place])
    drop.territories.set([place, TerritoryFactory()])
    third = ActionFactory(predecessor=drop)
    ActionFactory(merged_into=drop, status="merged")
    ActionLinkFactory(one=third, other=drop)
    ActionLinkFactory(one=keep, other=third, kind="synergy")
    ActionLinkFactory(one=third, other=drop, kind="synergy")
    return keep, drop


@pytest.fixture
def link(pair):
    return ActionLinkFactory(one=pair[0], other=pair[1], status="under_review")


def everything():
    """{(model, id, field): value} of all rows that may move."""
    models = {model for model, _field in (*pointers(), *generic_pointers())} | {Action, ActionLink}
    return {
        (model._meta.label, row.pk, name): value
        for model in models
        for row in model._base_manager.all()
        for name, value in snapshot(row).items()
    }


def differences(before, after):
    return {key: (before.get(key), after.get(key)) for key in before | after if before.get(key) != after.get(key)}


def agreed(link, keep, bruno, anna):
    services.request_merge(link=link, keep=keep, by=bruno, reason="One desk.")
    services.consent_to_merge(link=link, actor=keep_lead(link, anna), by=anna)
    return link


def keep_lead(link, user):
    return next(a.lead for a in (link.one, link.other) if a.lead.memberships.filter(person__account=user).exists())


def test_everything_of_the_absorbed_action_flows_into_the_one_that_stays(pair, olga, objective, municipality):
    keep, drop = pair
    services.merge_actions(keep=keep, drop=drop, by=olga, reason="One desk.")
    keep.refresh_from_db()
    drop.refresh_from_db()
    names = "contributions roles resources funding_lines source_records placements territories"
    counts = {name: getattr(keep, name).count() for name in names.split()}
    assert counts == {
        "contributions": 2, "roles": 2, "resources": 2, "funding_lines": 2, "source_records": 1, "placements": 2,
        "territories": 2,
    }  # fmt: skip
    assert keep.contributions.get(objective=objective).weight == 3
    assert keep.contributions.get(objective=objective).status == "agreed"
    assert keep.roles.filter(actor=municipality, role="partner").exists()
    assert (keep.cost, keep.levers, keep.predecessor) == (500, ["finance", "participation"], None)
    assert (drop.status, drop.merged_into) == ("merged", keep)
    left = {
        model._meta.label: model._base_manager.filter(**{field.attname: drop.pk}).count() for model, field in pointers()
    }
    assert set(left.values()) == {0}


def test_links_follow_to_the_survivor_once(pair, link, olga):
    keep, drop = pair
    third = Action.objects.get(predecessor=drop)
    services.merge_actions(keep=keep, drop=drop, by=olga)
    found = sorted(ActionLink.objects.values_list("one", "other", "kind"))
    assert found == sorted(
        [(keep.pk, drop.pk, "duplication"), (keep.pk, third.pk, "duplication"), (keep.pk, third.pk, "synergy")]
    )


def test_undoing_a_merge_restores_every_row_exactly(pair, olga):
    keep, drop = pair
    before = everything()
    merge = services.merge_actions(keep=keep, drop=drop, by=olga)
    assert differences(before, everything()) != {}
    services.undo_merge(merge=merge, by=olga)
    assert differences(before, everything()) == {}


@pytest.mark.parametrize("status", ["mapped", "idea", "proposed", "committed", "in_progress", "suspended"])
def test_an_action_gets_back_the_state_it_had(status, pair, olga):
    keep, drop = pair
    Action.objects.filter(pk=drop.pk).update(status=status)
    merge = services.merge_actions(keep=keep, drop=drop, by=olga)
    assert services.undo_merge(merge=merge, by=olga).status == status


def test_undoing_keeps_what_people_changed_since(pair, olga):
    keep, drop = pair
    merge = services.merge_actions(keep=keep, drop=drop, by=olga)
    Action.objects.filter(pk=keep.pk).update(cost=700)
    services.undo_merge(merge=merge, by=olga)
    keep.refresh_from_db()
    assert keep.cost == 700


def test_resolving_as_a_merge_and_undoing_it_leaves_the_pair_confirmed(pair, link, bruno, anna, olga):
    keep, drop = pair
    agreed(link, keep, bruno, anna)
    services.decide_link(link=link, decision="confirm", by=olga)
    before = everything()
    done = services.decide_link(link=link, decision="resolve", resolution="merge", reason="One desk.", by=olga)
    assert (done.status, done.resolution, Action.objects.get(pk=drop.pk).merged_into) == ("resolved", "merge", keep)
    services.undo_merge(merge=ActionMerge.objects.get(), by=olga)
    told = {"reason", "decided_by", "decided_at"}
    assert {key[2] for key in differences(before, everything())} <= told
    link.refresh_from_db()
    assert (link.status, link.resolution) == ("confirmed", "")


def test_a_merge_waits_for_both_leads(pair, link, bruno, olga):
    keep, drop = pair
    merging = {"link": link, "decision": "resolve", "resolution": "merge", "reason": "One desk.", "by": olga}
    with pytest.raises(MoveRefused, match="Ask for the merge first"):
        services.decide_link(**merging)
    services.request_merge(link=link, keep=keep, by=bruno, reason="One desk.")
    with pytest.raises(MoveRefused, match="waits for the consent of: Comune di Valfiorita"):
        services.decide_link(**merging)
    assert (Action.objects.filter(status="merged").count(), ActionLink.objects.get(pk=link.pk).status) == (
        1, "under_review",
    )  # fmt: skip


def test_an_officer_does_not_agree_for_an_actor_whose_people_have_accounts(pair, link, bruno, olga, municipality, anna):
    services.request_merge(link=link, keep=pair[0], by=bruno, reason="One desk.")
    with pytest.raises(ValidationError, match="only they can agree"):
        services.consent_to_merge(link=link, actor=municipality, by=olga, recorded="By phone.")
    assert list(MergeConsent.objects.values_list("actor__name", flat=True)) == ["Cooperativa La Corte"]


def test_for_an_actor_without_accounts_an_officer_writes_down_how_it_agreed(pair, link, bruno, olga, municipality):
    services.request_merge(link=link, keep=pair[0], by=bruno, reason="One desk.")
    with pytest.raises(ValidationError, match="how and when"):
        services.consent_to_merge(link=link, actor=municipality, by=olga)
    consent = services.consent_to_merge(link=link, actor=municipality, by=olga, recorded="Letter of 3 November.")
    assert (consent.recorded, consent.created_by) == ("Letter of 3 November.", olga)


@pytest.mark.parametrize("who", ["chiara", "ada", "sara"])
def test_nobody_else_agrees(who, cast, pair, link, municipality, cooperative, bruno):
    services.request_merge(link=link, keep=pair[0], by=bruno, reason="One desk.")
    Action.objects.update(visibility="public")
    with pytest.raises((PermissionDenied, ValidationError)):
        services.consent_to_merge(link=link, actor=municipality, by=cast[who], recorded="")
    assert MergeConsent.objects.count() == 1


def test_asking_for_the_other_end_takes_the_consents_away(pair, link, bruno, anna):
    keep, drop = pair
    agreed(link, keep, bruno, anna)
    services.request_merge(link=link, keep=drop, by=anna, reason="The other way round.")
    assert MergeRequest.objects.get().keep == drop
    assert list(MergeConsent.objects.values_list("actor__name", flat=True)) == ["Comune di Valfiorita"]


def test_a_request_taken_back_leaves_nothing(pair, link, bruno, anna):
    agreed(link, pair[0], bruno, anna)
    services.withdraw_merge(link=link, by=bruno)
    assert (MergeRequest.objects.count(), MergeConsent.objects.count()) == (0, 0)


def test_a_merge_is_undone_for_thirty_days_and_once(pair, olga):
    keep, drop = pair
    merge = services.merge_actions(keep=keep, drop=drop, by=olga)
    ActionMerge.objects.filter(pk=merge.pk).update(at=timezone.now() - dt.timedelta(days=31))
    with pytest.raises(ValidationError, match="30 days"):
        services.undo_merge(merge=merge, by=olga)
    ActionMerge.objects.filter(pk=merge.pk).update(at=timezone.now())
    services.undo_merge(merge=merge, by=olga)
    with pytest.raises(ValidationError, match="already undone"):
        services.undo_merge(merge=merge, by=olga)


def test_a_survivor_that_was_merged_in_turn_is_released_first(pair, olga):
    keep, drop = pair
    first = services.merge_actions(keep=keep, drop=drop, by=olga)
    second = services.merge_actions(keep=ActionFactory(), drop=keep, by=olga)
    with pytest.raises(ValidationError, match="undo that merge first"):
        services.undo_merge(merge=first, by=olga)
    services.undo_merge(merge=second, by=olga)
    assert services.undo_merge(merge=first, by=olga) == drop


@pytest.mark.parametrize("who", ["bruno", "anna", "chiara", "ada"])
def test_who_does_not_manage_undoes_nothing(who, cast, pair, olga):
    merge = services.merge_actions(keep=pair[0], drop=pair[1], by=olga)
    with pytest.raises(PermissionDenied):
        services.undo_merge(merge=merge, by=cast[who])


def test_the_state_of_a_merged_action_comes_back_only_with_its_merge(pair, olga):
    from convergenze.accounts.services import clock
    from portfolios.workflow import action_workflow

    services.merge_actions(keep=pair[0], drop=pair[1], by=olga)
    with pytest.raises(PermissionDenied):
        action_workflow.perform(pair[1], "release_proposed", by=olga)
    with pytest.raises(MoveRefused, match="Undo the merge"):
        action_workflow.perform(pair[1], "release_proposed", by=clock())


def test_an_action_is_not_merged_into_itself_nor_into_a_signpost(pair, olga):
    keep, drop = pair
    with pytest.raises(ValidationError):
        services.merge_actions(keep=keep, drop=keep, by=olga)
    services.merge_actions(keep=keep, drop=drop, by=olga)
    with pytest.raises(ValidationError):
        services.merge_actions(keep=drop, drop=ActionFactory(), by=olga)
    with pytest.raises((MoveRefused, PermissionDenied)):
        services.merge_actions(keep=keep, drop=drop, by=olga)
