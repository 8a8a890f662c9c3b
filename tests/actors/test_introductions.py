"""Actors that offer what others need can meet: found across families, asked for, answered, seen by the two alone."""

from html import unescape

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from rest_framework.test import APIClient

from actors import queries, services
from actors.models import Introduction
from actors.workflow import introduction_workflow
from tests.factories.actors import ActorFactory, ActorResourceFactory, IntroductionFactory
from tests.factories.portfolios import ActionFactory, ActionResourceFactory


@pytest.fixture(autouse=True)
def _reads_english(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def offered(cooperative, municipality):
    """bruno's cooperative needs data on vacant homes; anna's municipality offers it."""
    ActorResourceFactory(actor=cooperative, direction="need")
    ActorResourceFactory(actor=municipality, direction="offer")


ASKED = {"direction": "need", "resource": "data", "tag": "vacant_homes", "message": "We have the tenants."}


def ask(cooperative, municipality, bruno):
    return services.ask_introduction(one=cooperative, other=municipality, by=bruno, **ASKED)


def told(user):
    return [
        (one.code, [side.actor.name for side in one.offers], [side.actor.name for side in one.needs])
        for one in queries.exchanges(user)
    ]


def test_an_offer_meets_a_need_of_the_same_kind_and_tag(offered, municipality, cooperative, guest):
    ActorResourceFactory(actor=ActorFactory(), tag="maps")
    ActorResourceFactory(actor=cooperative, direction="offer", tag="maps")
    assert told(guest) == [("data:vacant_homes", ["Comune di Valfiorita"], ["Cooperativa La Corte"])]
    assert queries.exchanges(guest)[0].label == "Data: vacant homes"


def test_who_offers_and_needs_the_same_meets_nobody(cooperative, guest):
    ActorResourceFactory(actor=cooperative, direction="need")
    ActorResourceFactory(actor=cooperative, direction="offer")
    assert told(guest) == []


def test_what_actions_offer_counts_for_their_lead(cooperative, guest):
    ActorResourceFactory(actor=cooperative, direction="need", tag="care", resource="service")
    action = ActionFactory(title="Sportello di cura")
    ActionResourceFactory(action=action, resource="service", tag="care")
    (exchange,) = queries.exchanges(guest)
    (line,) = exchange.offers[0].places
    assert (exchange.offers[0].actor, line.where, line.href) == (
        action.lead,
        "Sportello di cura",
        action.get_absolute_url(),
    )


@pytest.mark.parametrize("hidden", ["actor", "action", "ended"])
def test_nothing_is_told_of_what_the_reader_may_not_see(hidden, cooperative, bruno, olga):
    ActorResourceFactory(actor=cooperative, direction="need")
    lead = ActorFactory(name="Segretissimo", visibility="team" if hidden == "actor" else "public")
    action = ActionFactory(
        lead=lead, title="Segretissima", visibility="team" if hidden == "action" else "public",
        status="completed" if hidden == "ended" else "in_progress",
    )  # fmt: skip
    ActionResourceFactory(action=action)
    assert told(bruno) == []
    assert bool(told(olga)) == (hidden != "ended")


def test_meetings_across_families_come_first(cooperative, municipality, bruno, offered):
    ActorResourceFactory(actor=ActorFactory(name="Altra coop", family="cooperation"))
    found = queries.matches_of(queries.actors_of(bruno), queries.exchanges(bruno), bruno)
    assert [(match.other.actor.name, match.crosses_families) for match in found] == [
        ("Comune di Valfiorita", True), ("Altra coop", False),
    ]  # fmt: skip


def test_an_introduction_is_asked_once_and_stands_beside_the_match(offered, cooperative, municipality, bruno, anna):
    made = ask(cooperative, municipality, bruno)
    assert (made.status, made.created_by) == ("asked", bruno)
    with pytest.raises(ValidationError, match="already asked"):
        ask(cooperative, municipality, bruno)
    (match,) = queries.matches_of([cooperative.pk], queries.exchanges(bruno), bruno)
    assert match.known == made


def test_one_asks_only_for_what_still_meets_and_who_can_answer(offered, cooperative, municipality, bruno):
    with pytest.raises(ValidationError, match="Nobody of Comune di Valfiorita uses the platform yet"):
        ask(cooperative, municipality, bruno)
    municipality.resources.all().delete()
    with pytest.raises(ValidationError, match="no longer offers"):
        ask(cooperative, municipality, bruno)


@pytest.mark.parametrize("who", ["anna", "chiara", "sara", "olga", "ada"])
def test_one_asks_for_ones_own_actor_only(who, cast, offered, cooperative, municipality):
    with pytest.raises(PermissionDenied):
        services.ask_introduction(one=cooperative, other=municipality, by=cast[who], **ASKED)


MOVES = [
    ("asked", "bruno", ["withdraw"]),
    ("asked", "anna", ["accept", "decline"]),
    ("accepted", "anna", []),
    ("accepted", "bruno", []),
    ("declined", "anna", []),
    *[("asked", who, []) for who in ("chiara", "sara", "olga", "marta", "ada", "guest")],
]


@pytest.mark.parametrize(("state", "who", "moves"), MOVES)
def test_who_may_move_an_introduction(state, who, moves, cast, cooperative, municipality):
    introduction = IntroductionFactory(one=cooperative, other=municipality, status=state)
    assert [move.name for move in introduction_workflow.moves_for(introduction, cast[who])] == moves


def test_the_list_and_the_rule_agree(cast, cooperative, municipality):
    IntroductionFactory(one=cooperative, other=municipality)
    IntroductionFactory(one=cooperative, other=ActorFactory(visibility="team"))
    IntroductionFactory()
    for user in cast.values():
        allowed = {one for one in Introduction.objects.all() if user.has_perm("actors.view_introduction", one)}
        assert set(Introduction.objects.visible_to(user)) == allowed


def words(response):
    return unescape(response.content.decode())


def test_from_the_list_to_the_contacts(client, offered, cooperative, municipality, bruno, anna, chiara):
    client.force_login(bruno)
    page = client.get(reverse("actors:introductions"))
    assert [match.other.actor for match in page.context["matches"]] == [municipality]
    address = (
        f"{reverse('actors:introduction_ask')}?one={cooperative.slug}&other={municipality.slug}"
        "&direction=need&resource=data&tag=vacant_homes"
    )
    assert address.replace("&", "&amp;") in page.content.decode()
    assert client.post(address, {"message": ""}).status_code == 422
    client.post(address, {"message": "We have the tenants."})
    made = Introduction.objects.get()
    assert "anna@example.org" not in words(client.get(made.get_absolute_url()))
    client.force_login(anna)
    assert "waits for you" in words(client.get(reverse("actors:introductions")))
    client.post(reverse("actors:introduction_move", args=[made.pk, "accept"]))
    for user in (anna, bruno):
        client.force_login(user)
        shown = words(client.get(made.get_absolute_url()))
        assert ("anna@example.org" in shown, "bruno@example.org" in shown) == (True, True)
    client.force_login(chiara)
    assert client.get(made.get_absolute_url()).status_code == 404


def test_declining_says_why(client, cooperative, municipality, anna):
    made = IntroductionFactory(one=cooperative, other=municipality)
    client.force_login(anna)
    client.post(reverse("actors:introduction_move", args=[made.pk, "decline"]), {"reason": ""})
    assert Introduction.objects.get().status == "asked"
    client.post(reverse("actors:introduction_move", args=[made.pk, "decline"]), {"reason": "Not this year."})
    made.refresh_from_db()
    assert (made.status, made.answer, made.answered_by) == ("declined", "Not this year.", anna)


def test_visitors_see_what_is_public_and_how_it_begins(client, offered, db):
    assert "Data: vacant homes" in words(client.get(reverse("actors:introductions")))
    Introduction.objects.all().delete()


def test_an_empty_page_says_what_it_is_for(client, db):
    assert "No offer meets a need yet" in words(client.get(reverse("actors:introductions")))


def test_the_page_of_an_actor_tells_whom_it_could_meet(client, offered, cooperative):
    page = words(client.get(cooperative.get_absolute_url()))
    assert ("Whom it could meet" in page, "Data: vacant homes" in page, "vacant_homes" in page) == (True, True, False)


def test_the_api_asks_answers_and_tells_the_contacts(offered, cooperative, municipality, bruno, anna):
    api = APIClient(HTTP_ACCEPT_LANGUAGE="en")
    api.force_authenticate(bruno)
    assert [row["label"] for row in api.get("/api/v1/introductions/matches/").json()] == ["Data: vacant homes"]
    body = ASKED | {"one": str(cooperative.public_id), "other": str(municipality.public_id)}
    made = api.post("/api/v1/introductions/", body, format="json")
    assert (made.status_code, made.json()["contacts"]) == (201, None)
    moves = f"/api/v1/introductions/{made.json()['id']}/moves/"
    assert api.post(f"{moves}accept/", {}, format="json").status_code == 403
    api.force_authenticate(anna)
    told = api.post(f"{moves}accept/", {}, format="json").json()
    assert [row["email"] for row in told["contacts"]] == ["bruno@example.org", "anna@example.org"]


@pytest.mark.parametrize("times", [1, 3])
def test_the_page_costs_the_same_for_many(times, client, bruno, cooperative, django_assert_max_num_queries):
    for number in range(times):
        ActorResourceFactory(actor=cooperative, direction="need", tag=f"tag_{number}")
        ActionResourceFactory(tag=f"tag_{number}")
        IntroductionFactory(one=cooperative)
    client.force_login(bruno)
    client.get(reverse("actors:introductions"))
    with django_assert_max_num_queries(18):
        client.get(reverse("actors:introductions"))


def test_who_met_proposes_a_synergy_and_both_confirm_it(client, cooperative, municipality, anna, bruno, chiara):
    from portfolios.models import ActionLink

    one, other = ActionFactory(lead=cooperative), ActionFactory(lead=municipality)
    introduction = IntroductionFactory(one=cooperative, other=municipality, status="accepted")
    address = reverse("portfolios:link_introduced", args=[introduction.pk])
    client.force_login(chiara)
    assert client.post(address, {"one": one.pk, "other": other.pk}).status_code == 404
    client.force_login(bruno)
    assert "From a meeting to a synergy" in words(client.get(introduction.get_absolute_url()))
    assert client.post(address, {"one": one.pk, "other": one.pk}).url == introduction.get_absolute_url()
    client.post(address, {"one": one.pk, "other": other.pk})
    link = ActionLink.objects.get()
    assert (link.kind, link.status) == ("synergy", "under_review")
    client.force_login(anna)
    client.post(address, {"one": one.pk, "other": other.pk})
    link.refresh_from_db()
    assert link.status == "confirmed"


@pytest.mark.parametrize(
    ("written", "tag"),
    [("vacant homes", "vacant_homes"), ("Vacant  Homes", "vacant_homes"), ("Officina mobile!", "officina_mobile")],
)
def test_a_tag_is_written_in_words(written, tag, client, bruno, cooperative):
    client.force_login(bruno)
    answers = {"direction": "offer", "resource": "data", "tag": written}
    client.post(reverse("actors:resource_add", args=[cooperative.slug]), answers)
    assert cooperative.resources.get().tag == tag


def test_a_word_of_the_programme_is_the_same_tag_in_every_language(client, bruno, cooperative):
    client.force_login(bruno)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "it"
    answers = {"direction": "offer", "resource": "data", "tag": "Case vuote"}
    client.post(reverse("actors:resource_add", args=[cooperative.slug]), answers)
    assert cooperative.resources.get().tag == "vacant_homes"
