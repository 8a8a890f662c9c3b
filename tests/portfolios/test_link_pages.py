"""Pages and API of links: what waits for whom, one pair side by side, answers through both doors, nothing leaks."""

import datetime as dt
import re
from html import unescape

import pytest
from django.core.cache import cache
from django.urls import reverse
from rest_framework.test import APIClient

from missions.models import Commitment
from portfolios import services
from portfolios.models import Action, ActionLink, ActionMerge, LinkAnswer, MergeConsent, MergeRequest
from tests.factories.actors import TerritoryFactory
from tests.factories.portfolios import ActionFactory, ActionLinkFactory, ContributionFactory, PlacementFactory

PARTS = {"text": 0.76, "objectives": 1.0, "targets": 0.5, "levers": 1.0, "geo": 1.0, "time": None}


@pytest.fixture
def link(action, portfolio, objective, municipality):
    """A possible duplication between bruno's desk and one that anna's municipality leads."""
    other = ActionFactory(
        title="Sportello affitti", summary="Apre il martedì.", lead=municipality, status="proposed", cost=90
    )
    Action.objects.filter(pk=action.pk).update(title="Sportello casa", summary="Apre il lunedì.", cost=120)
    PlacementFactory(portfolio=portfolio, action=other)
    for one in (action, other):
        ContributionFactory(action=one, objective=objective)
        one.territories.set([TerritoryFactory(name="Vergato")])
    return ActionLinkFactory(one=action, other=other, parts=PARTS, found_in={str(portfolio.pk): 0.86})


def get(client, user, name, *args, **query):
    client.force_login(user)
    return client.get(reverse(f"portfolios:{name}", args=args), query)


def post(client, user, name, *args, **answers):
    client.force_login(user)
    return client.post(reverse(f"portfolios:{name}", args=args), answers, follow=True)


def words(response):
    return unescape(response.content.decode()).replace("\xa0", " ").replace("\u202f", " ")


def said(response):
    return [str(message) for message in response.context["messages"]]


def listed(response):
    return [row.link for row in response.context["rows"]]


def test_a_visitor_is_asked_to_sign_in(client, link):
    assert client.get(reverse("portfolios:link_list")).url.startswith("/accounts/login/")


@pytest.mark.parametrize(
    ("who", "waiting", "all_pairs"),
    [("bruno", 1, 1), ("anna", 1, 1), ("sara", 1, 1), ("olga", 1, 1), ("ada", 0, 1), ("chiara", 0, 0)],
)
def test_the_list_shows_what_waits_for_each(who, waiting, all_pairs, cast, client, link):
    mine = get(client, cast[who], "link_list")
    everything = get(client, cast[who], "link_list", view="all")
    assert (len(listed(mine)), mine.context["waiting_count"], len(listed(everything))) == (waiting, waiting, all_pairs)


def test_an_empty_list_says_what_it_is_for(client, chiara, db):
    assert "Nothing waits for you" in words(get(client, chiara, "link_list"))
    assert "As soon as two actions" in words(get(client, chiara, "link_list", view="all"))


FILTERS = [
    ({"kind": "synergy"}, 0),
    ({"kind": "duplication"}, 1),
    ({"status": "confirmed"}, 0),
    ({"score_min": "0.8"}, 1),
    ({"score_min": "0.9"}, 0),
    ({"stake_min": "90"}, 1),
    ({"stake_min": "91"}, 0),
    ({"portfolio": "case-piene"}, 1),
    ({"q": "affitti"}, 1),
    ({"q": "mulino"}, 0),
    ({"waiting": "me"}, 1),
]


@pytest.mark.parametrize(("query", "count"), FILTERS)
def test_pairs_are_filtered_alike_by_page_and_api(query, count, client, link, olga):
    assert len(listed(get(client, olga, "link_list", view="all", **query))) == count
    api = APIClient()
    api.force_authenticate(olga)
    assert len(api.get("/api/v1/action-links/", query).json()["results"]) == count


def test_pairs_are_sorted_and_missing_values_come_last(client, link, olga):
    unknown = ActionLinkFactory(score=0.99)
    synergy = ActionLinkFactory(kind="synergy", score=1)
    assert listed(get(client, olga, "link_list", view="all")) == [unknown, link, synergy]
    synergy.delete()
    for sort in ("stake", "-stake"):
        assert listed(get(client, olga, "link_list", view="all", sort=sort)) == [link, unknown]


def test_ticked_pairs_go_under_review_together(client, link, sara):
    elsewhere = ActionLinkFactory()
    response = post(client, sara, "links_review", chosen=[link.pk, elsewhere.pk, "x"])
    assert said(response) == ["1 pair is under review."]
    assert set(ActionLink.objects.values_list("pk", "status")) == {
        (link.pk, "under_review"),
        (elsewhere.pk, "suggested"),
    }
    assert said(post(client, sara, "links_review", chosen=[link.pk])) == [
        "Tick at least one pair that is only suggested."
    ]


def test_the_page_of_a_pair_compares_what_was_scored(client, link, bruno):
    response = get(client, bruno, "link_detail", link.pk)
    fields = {str(field.label): field for field in response.context["fields"]}
    assert [(item.text, item.shared) for item in fields["Title"].one] == [("Sportello", True), ("casa", False)]
    assert [(item.text, item.shared) for item in fields["Summary"].other] == [("Apre il", True), ("martedì.", False)]
    assert (fields["Objectives"].state, fields["Cost"].state) == ("same", "different")
    assert [(part.value, part.weight) for part in response.context["parts"]] == [
        (0.76, 0.3), (1.0, 0.2), (0.5, 0.15), (1.0, 0.1), (1.0, 0.15), (None, 0.1),
    ]  # fmt: skip
    assert response.context["link"].at_stake == 90


def test_a_pair_outside_any_portfolio_has_its_page(client, cooperative, bruno):
    pair = ActionLinkFactory(one=ActionFactory(lead=cooperative), kind="synergy", parts={}, score=None)
    response = get(client, bruno, "link_detail", pair.pk)
    assert "Somebody joined these two by hand" in words(response)


HANDLES = [
    ("bruno", "suggested", {"may_answer", "may_request"}, ["review"]),
    ("bruno", "confirmed", {"may_request"}, []),
    ("sara", "suggested", {"may_resolve", "may_request"}, ["review", "dismiss"]),
    ("olga", "confirmed", {"may_resolve", "may_request"}, ["reopen"]),
    ("olga", "dismissed", set(), ["reopen"]),
    ("ada", "suggested", set(), []),
]


@pytest.mark.parametrize(("who", "state", "offered", "moves"), HANDLES)
def test_what_the_page_offers(who, state, offered, moves, cast, client, link):
    ActionLink.objects.update(status=state)
    context = get(client, cast[who], "link_detail", link.pk).context
    names = {"may_answer", "may_resolve", "may_request", "may_undo"}
    assert {name for name in names if context[name]} == offered
    assert [move.name for move, _reasons in context["checklist"]] == moves


class Page:
    """A person at the pages."""

    def __init__(self, client):
        self.client = client

    def act(self, user, link, name, **answers):
        addresses = {"answer": "link_answer", "merge": "link_merge", "consent": "link_consent", "undo": "link_unmerge"}
        if name in addresses:
            response = post(self.client, user, addresses[name], link.pk, **answers)
        elif name == "resolve":
            response = post(self.client, user, "link_resolve", link.pk, **answers)
        else:
            response = post(self.client, user, "link_move", link.pk, name, **answers)
        return response.status_code


class Api:
    """A program at the API."""

    def __init__(self, client):
        self.client = APIClient()

    def act(self, user, link, name, **answers):
        self.client.force_authenticate(user)
        known = ("answer", "merge", "consent", "undo")
        path = name if name in known else f"moves/{name}"
        for field, model in (("keep", Action), ("actor", type(link.one.lead))):
            if field in answers:
                answers[field] = str(model.objects.get(pk=answers[field]).public_id)
        return self.client.post(f"/api/v1/action-links/{link.pk}/{path}/", answers, format="json").status_code


@pytest.fixture(params=[Page, Api], ids=["page", "api"])
def hand(request, client):
    return request.param(client)


def test_two_leads_decide_through_either_door(hand, link, bruno, anna):
    hand.act(bruno, link, "answer", answer="confirm")
    hand.act(anna, link, "answer", answer="confirm")
    link.refresh_from_db()
    assert (link.status, link.decided_by, LinkAnswer.objects.count()) == ("confirmed", anna, 2)


def test_a_manager_dismisses_with_a_reason_only(hand, link, sara):
    hand.act(sara, link, "dismiss", reason="")
    assert ActionLink.objects.get().status == "suggested"
    hand.act(sara, link, "dismiss", reason="Other valleys.")
    link.refresh_from_db()
    assert (link.status, link.reason, link.decided_by) == ("dismissed", "Other valleys.", sara)


@pytest.mark.parametrize(
    ("who", "code"), [("chiara", 404), ("ada", 403), ("bruno", 403), ("anna", 403), ("sara", 200), ("olga", 200)]
)
def test_who_may_resolve(who, code, cast, hand, link):
    answers = {"resolution": "accept_as_is", "reason": "Two valleys."}
    assert hand.act(cast[who], link, "resolve", **answers) == code
    assert (ActionLink.objects.get().status == "resolved") == (code == 200)


def test_a_merge_goes_from_request_to_undo_through_either_door(hand, link, bruno, anna, olga, municipality):
    hand.act(bruno, link, "merge", keep=link.one_id, reason="One desk.")
    assert list(MergeConsent.objects.values_list("actor__name", flat=True)) == ["Cooperativa La Corte"]
    hand.act(olga, link, "resolve", resolution="merge", reason="One desk.")
    assert ActionLink.objects.get().status == "under_review"
    hand.act(olga, link, "consent", actor=municipality.pk, recorded="By phone.")
    assert MergeConsent.objects.count() == 1
    hand.act(anna, link, "consent", actor=municipality.pk)
    hand.act(olga, link, "resolve", resolution="merge", reason="One desk.")
    other = Action.objects.get(pk=link.other_id)
    assert (other.merged_into_id, other.status, ActionLink.objects.get().resolution) == (link.one_id, "merged", "merge")
    hand.act(bruno, link, "undo")
    assert ActionMerge.objects.filter(undone_at=None).exists()
    hand.act(olga, link, "undo")
    other.refresh_from_db()
    assert (other.merged_into_id, other.status, ActionLink.objects.get().status) == (None, "proposed", "confirmed")


def test_the_old_address_sends_for_good_to_the_survivor(client, link, olga):
    services.merge_actions(keep=link.one, drop=link.other, by=olga)
    response = get(client, olga, "action_detail", link.other.slug)
    assert (response.status_code, response.url) == (301, link.one.get_absolute_url())


def test_the_survivor_tells_the_history_of_both_to_who_may_see_both(client, link, olga, bruno):
    services.confirm_action(action=link.other, by=olga)
    services.merge_actions(keep=link.one, drop=link.other, by=olga, reason="Una sola porta")
    lines = get(client, bruno, "action_detail", link.one.slug).context["history"]
    assert [line.subject_label for line in lines].count("Sportello affitti") == 3
    Action.objects.filter(pk=link.other_id).update(visibility="team", created_by=None, lead=None)
    link.other.roles.all().delete()
    lines = get(client, bruno, "action_detail", link.one.slug).context["history"]
    assert "Sportello affitti" not in [line.subject_label for line in lines]


def test_coordinating_from_the_page_writes_a_commitment(client, link, olga, cooperative):
    answers = {"resolution": "coordinate", "reason": "One book.", "promise_0": "Keep the book"}
    refused = post(client, olga, "link_resolve", link.pk, **answers)
    assert (refused.status_code, "Write both what is promised and by when." in words(refused)) == (422, True)
    assert "Keep the book" in words(refused)
    post(client, olga, "link_resolve", link.pk, **answers, due_0="2027-01-31", kind_0="staff_time")
    made = Commitment.objects.get()
    assert (made.actor, made.title, made.due_on, made.subject) == (
        cooperative, "Keep the book", dt.date(2027, 1, 31), link,
    )  # fmt: skip
    assert "Keep the book" in words(get(client, olga, "link_detail", link.pk))


def test_differentiating_from_the_page_keeps_both_changes(client, link, olga):
    answers = {"resolution": "differentiate", "reason": "Two publics.", "change_0": "Owners only."}
    assert "what each of the two" in words(post(client, olga, "link_resolve", link.pk, **answers))
    post(client, olga, "link_resolve", link.pk, **answers, change_1="Tenants only.")
    page = words(get(client, olga, "link_detail", link.pk))
    assert ("Owners only." in page, "Tenants only." in page) == (True, True)


def test_asking_to_merge_from_an_action_opens_the_pair(client, link, olga):
    client.force_login(olga)
    address = reverse("portfolios:action_merge", args=[link.other.slug])
    response = client.post(address, {"keep": link.one.reference, "reason": "Same desk."})
    assert response.url == link.get_absolute_url()
    assert (MergeRequest.objects.get().keep, ActionLink.objects.get().status) == (link.one, "under_review")


def test_precision_is_told_with_its_counts(client, link, olga, portfolio):
    ActionLink.objects.update(status="confirmed")
    third = ActionFactory()
    PlacementFactory(portfolio=portfolio, action=third)
    ActionLinkFactory(one=link.one, other=third, status="dismissed")
    response = get(client, olga, "link_list")
    told = re.sub(r"<[^>]+>", "", words(response))
    assert "Precision 50%: of 2 judged pairs, 1 were confirmed." in told
    ((where, found),) = response.context["portfolios"]
    assert (where, found.confirmed, found.judged) == (portfolio, 1, 2)
    api = APIClient()
    api.force_authenticate(olga)
    assert api.get("/api/v1/action-links/precision/").json() == {
        "confirmed": 1, "judged": 2, "waiting": 0, "precision": 0.5,
    }  # fmt: skip


@pytest.fixture
def secret(link, cooperative):
    """An action of nobody the cast knows, alike to bruno's; seen by its team only."""
    hidden = ActionFactory(title="Segretissimo", code="SEGR", visibility="team", status="proposed", cost=77777)
    return ActionLinkFactory(
        one=link.one, other=hidden, score=0.97, parts=PARTS, reason="Segretissimo", status="under_review"
    )


@pytest.mark.parametrize("who", ["bruno", "anna", "sara", "chiara"])
def test_nobody_learns_of_an_action_they_may_not_see(who, cast, client, link, secret):
    user = cast[who]
    cache.clear()
    pages = [
        get(client, user, "link_list"), get(client, user, "link_list", view="all"),
        get(client, user, "link_list", view="all", q="Segretissimo"), get(client, user, "link_list", stake_min="70000"),
        get(client, user, "overlaps", "case-piene"), get(client, user, "action_list"),
    ]  # fmt: skip
    if who in ("bruno", "anna", "sara"):
        pages += [get(client, user, "link_detail", link.pk), get(client, user, "action_detail", link.one.slug)]
        assert pages[0].context["waiting_count"] == 1
    assert [page.status_code for page in pages] == [200] * len(pages)
    texts = [words(page).replace('value="Segretissimo"', "").replace("q=Segretissimo", "") for page in pages]
    texts = [text.replace("Search: Segretissimo", "") for text in texts]
    assert [text for text in texts if "SEGR" in text or "77777" in text or "77.777" in text] == []
    assert get(client, user, "link_detail", secret.pk).status_code == 404
    for name in ("answer", "resolve", "merge", "consent", "withdraw"):
        assert post(client, user, f"link_{name}", secret.pk).status_code == 404
    api = APIClient()
    api.force_authenticate(user)
    rows = api.get("/api/v1/action-links/").json()["results"]
    assert secret.pk not in [row["id"] for row in rows]
    for path in ("", "history/"):
        assert api.get(f"/api/v1/action-links/{secret.pk}/{path}").status_code == 404
    assert api.get("/api/v1/action-links/precision/").json()["waiting"] == len(rows)
    assert api.post(
        f"/api/v1/action-links/{link.pk}/merge/", {"keep": str(secret.other.public_id), "reason": "x"}
    ).status_code in (400, 404)
    found = client.get("/search/", {"q": "Segretissimo"})
    assert str(secret.other.public_id) not in words(found)


def test_a_lead_who_is_hidden_is_not_named(client, link, bruno, municipality):
    type(municipality).objects.filter(pk=municipality.pk).update(visibility="team", name="Ente riservato")
    services.answer_link(link=link, answer="confirm", by=bruno)
    assert "Ente riservato" not in words(get(client, bruno, "link_detail", link.pk))
    assert "Ente riservato" not in words(get(client, bruno, "link_list", view="all"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_whatever_its_length(rows, client, olga, link, django_assert_max_num_queries):
    for _ in range(rows):
        ActionLinkFactory(found_in={str(link.one.portfolios.get().pk): 0.8})
    get(client, olga, "link_list", view="all")
    with django_assert_max_num_queries(20):
        get(client, olga, "link_list", view="all")


@pytest.mark.parametrize(("who", "count"), [("olga", 1), ("sara", 1), ("bruno", 1), ("chiara", 0)])
def test_every_page_tells_how_many_pairs_wait(who, count, cast, client, link):
    cache.clear()
    client.force_login(cast[who])
    text = client.get("/inbox/").content.decode()
    assert len(re.findall(r"Convergences to review</span> <b class=\"cv-num\">1</b>", text)) == count


def test_an_answer_is_counted_at_once(client, link, bruno, django_capture_on_commit_callbacks):
    cache.clear()
    client.force_login(bruno)
    before = client.get("/inbox/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        services.answer_link(link=link, answer="confirm", by=bruno)
    after = client.get("/inbox/").content.decode()
    assert ["Convergences to review</span> <b" in text for text in (before, after)] == [True, False]
