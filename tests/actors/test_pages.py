"""Pages of actors and territories, as people meet them."""

import pytest
from django.urls import reverse

from actors import services
from actors.models import Actor, ClaimRequest, Membership, Territory, Tie
from tests.factories.actors import (
    ActorFactory,
    ActorResourceFactory,
    ClaimRequestFactory,
    MembershipFactory,
    PersonFactory,
    TerritoryFactory,
    TieFactory,
)

HOSTILE = '<script>alert("x")</script>'


def text(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode()


@pytest.fixture
def as_(client, cast):
    """``as_("olga")``: a client in which she is logged in."""

    def login(name):
        client.logout()
        if name != "guest":
            client.force_login(cast[name])
        return client

    return login


NEW = {"name": "Cooperativa Nuova", "kind": "worker_coop", "language": "it", "visibility": "public"}


def test_the_list_is_filtered_and_says_what_it_did_not_understand(client, municipality, cooperative):
    page = text(client.get(reverse("actors:list"), {"family": "cooperation", "colour": "red"}))
    assert (cooperative.name in page, municipality.name in page) == (True, False)
    assert "There is no filter called “colour”" in page


def test_names_with_markup_are_shown_as_text(client, db):
    actor = ActorFactory(name=HOSTILE, slug="hostile")
    TieFactory(one=actor, other=ActorFactory(name=f"{HOSTILE}2"))
    for url in (reverse("actors:list"), reverse("actors:detail", args=["hostile"])):
        assert "<script>alert" not in text(client.get(url))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_download_holds_what_is_filtered_and_no_formulas(client, municipality, cooperative, kind):
    Actor.objects.filter(pk=cooperative.pk).update(name="=1+1")
    response = client.get(reverse("actors:list"), {"family": "cooperation", "format": kind})
    assert response["Content-Disposition"] == f'attachment; filename="actors.{kind}"'
    if kind == "csv":
        lines = text(response).splitlines()
        assert (len(lines), "'=1+1" in lines[1]) == (2, True)


def test_the_map_has_a_mark_per_seat_and_a_table(client, valleys):
    ActorFactory.create_batch(3, seat=valleys["vergato"])
    ActorFactory(seat=TerritoryFactory(name="Senza punto"))
    page = text(client.get(reverse("actors:list"), {"view": "map"}))
    assert (page.count("cv-place-point"), "Vergato: 3" in page, "Senza punto" in page) == (1, True, True)


def test_a_hidden_actor_does_not_exist_for_others(as_, cooperative):
    Actor.objects.filter(pk=cooperative.pk).update(visibility="team")
    url = reverse("actors:detail", args=[cooperative.slug])
    assert {who: as_(who).get(url).status_code for who in ("guest", "chiara", "bruno", "olga")} == {
        "guest": 404, "chiara": 404, "bruno": 200, "olga": 200,
    }  # fmt: skip


def test_contacts_show_to_colleagues_and_officers_only(as_, cooperative):
    MembershipFactory(actor=cooperative, person=PersonFactory(email="segreta@example.org"))
    url = reverse("actors:detail", args=[cooperative.slug])
    seen = {
        who: "segreta@example.org" in text(as_(who).get(url)) for who in ("guest", "chiara", "ada", "bruno", "olga")
    }
    assert seen == {"guest": False, "chiara": False, "ada": False, "bruno": True, "olga": True}


def test_a_merged_actor_leads_to_the_survivor(client, marta, municipality, cooperative):
    services.merge_actors(keep=municipality, drop=cooperative, by=marta)
    response = client.get(reverse("actors:detail", args=[cooperative.slug]))
    assert (response.status_code, response["Location"]) == (301, municipality.get_absolute_url())
    assert cooperative.name not in text(client.get(reverse("actors:list"), {"q": "La Corte"}))


def test_a_likely_double_is_shown_once_and_then_created(as_, olga, cooperative):
    client, url = as_("olga"), reverse("actors:new")
    first = client.post(url, NEW | {"name": "COOPERATIVA LA CORTE"})
    assert (first.status_code, cooperative.get_absolute_url() in text(first)) == (422, True)
    second = client.post(url, NEW | {"name": "COOPERATIVA LA CORTE", "is_another": "on"})
    assert (second.status_code, Actor.objects.filter(name__iexact=cooperative.name).count()) == (302, 2)


def test_the_same_tax_code_is_refused_with_the_way_out(as_, olga):
    ActorFactory(tax_code="01232710374")
    page = as_("olga").post(reverse("actors:new"), NEW | {"tax_code": "1232710374"})
    assert (page.status_code, "Another actor already has this tax code" in text(page)) == (422, True)


def test_the_hint_while_typing_names_the_doubles(as_, olga, cooperative):
    page = as_("olga").get(reverse("actors:duplicates"), {"name": "cooperativa la cort"})
    assert cooperative.name in text(page)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("tax_code", "123", "Eleven digits with the right check digit"),
        ("tax_code", "RSSMRA80A01H501U", "at most 11 characters"),
        ("seat", "Atlantide", "Nothing is called “Atlantide”"),
        ("works_in", "Vergato\nAtlantide", "“Atlantide” is no territory we know"),
        ("name", "", "This field is required"),
        ("kind", "wizard", "Select a valid choice"),
    ],
)
def test_wrong_values_get_a_sentence_and_keep_what_was_typed(as_, valleys, field, value, said):
    page = text(as_("olga").post(reverse("actors:new"), NEW | {field: value}))
    assert said in page
    assert "Cooperativa Nuova" in page or field == "name"
    assert not Actor.objects.filter(name="Cooperativa Nuova").exists()


def test_the_second_editor_sees_what_changed_and_loses_nothing(as_, olga, municipality):
    client, url = as_("olga"), reverse("actors:edit", args=[municipality.slug])
    data = NEW | {"kind": "municipality", "opened_version": municipality.version}
    assert client.post(url, data | {"name": "Comune di Alfa"}).status_code == 302
    late = client.post(url, data | {"name": "Comune di Beta", "description": "Testo mio"})
    page = text(late)
    assert late.status_code == 422
    assert all(
        words in page for words in ("Somebody saved this record", "Comune di Alfa", "Comune di Beta", "Testo mio")
    )
    again = data | {"name": "Comune di Beta", "opened_version": municipality.version + 1}
    assert client.post(url, again).status_code == 302
    municipality.refresh_from_db()
    assert municipality.name == "Comune di Beta"


def test_seat_and_territories_are_written_by_name_or_code(as_, valleys):
    as_("olga").post(reverse("actors:new"), NEW | {"seat": "Vergato", "works_in": "Marzabotto (BO)\n037059\n"})
    actor = Actor.objects.get(name="Cooperativa Nuova")
    assert actor.seat == valleys["vergato"]
    assert set(actor.works_in.all()) == {valleys["vergato"], valleys["marzabotto"]}


@pytest.mark.parametrize(
    ("who", "status"), [("guest", 302), ("chiara", 403), ("anna", 200), ("ada", 403), ("olga", 200)]
)
def test_who_opens_the_edit_page(as_, municipality, who, status):
    assert as_(who).get(reverse("actors:edit", args=[municipality.slug])).status_code == status


def test_merging_and_undoing_through_the_pages(as_, marta, municipality, cooperative):
    client, url = as_("marta"), reverse("actors:merge", args=[municipality.slug])
    chosen = client.post(url, {"other": cooperative.name})
    assert chosen["Location"] == f"{url}?with={cooperative.slug}"
    assert "What stays?" in text(client.get(chosen["Location"]))
    client.post(chosen["Location"], {"name": "drop", "kind": "keep"})
    municipality.refresh_from_db()
    assert municipality.name == "Cooperativa La Corte"
    client.post(reverse("actors:unmerge", args=[municipality.slug, municipality.merges.get().pk]))
    assert set(Actor.objects.current().values_list("name", flat=True)) >= {
        "Comune di Valfiorita",
        "Cooperativa La Corte",
    }


def test_a_claim_is_sent_read_and_approved(as_, chiara, municipality):
    url = reverse("actors:claim", args=[municipality.slug])
    as_("chiara").post(url, {"role": "editor", "motivation": "Lavoro all'ufficio tecnico."})
    again = as_("chiara").post(url, {"role": "editor", "motivation": "Di nuovo."})
    assert "You already asked" in text(again)
    claim = ClaimRequest.objects.get()
    decide = reverse("actors:claim_decide", args=[claim.pk])
    assert as_("chiara").get(decide).status_code == 403
    assert "Tell the person why" in text(as_("olga").post(decide, {"decline": "1", "answer": ""}))
    as_("olga").post(decide, {"approve": "1"})
    assert list(Membership.objects.filter(person__account=chiara).values_list("actor", "role")) == [
        (municipality.pk, "editor")
    ]
    assert as_("olga").post(decide, {"decline": "1", "answer": "No"}).status_code == 302
    claim.refresh_from_db()
    assert claim.status == "approved"


def test_ties_members_and_offers_are_added_and_taken_away(as_, anna, municipality, cooperative):
    client, slug = as_("anna"), [municipality.slug]
    client.post(reverse("actors:tie_add", args=slug), {"kind": "agreement", "other": cooperative.name})
    twice = client.post(reverse("actors:tie_add", args=slug), {"kind": "agreement", "other": cooperative.name})
    assert "This tie is already there" in text(twice)
    client.post(reverse("actors:resource_add", args=slug), {"direction": "offer", "resource": "data", "tag": "case"})
    wrong = client.post(
        reverse("actors:resource_add", args=slug), {"direction": "offer", "resource": "data", "tag": "?!"}
    )
    assert (wrong.status_code, municipality.resources.count()) == (422, 1)
    client.post(reverse("actors:member_add", args=slug), {"name": "Ugo", "role": "member"})
    page = text(client.get(municipality.get_absolute_url()))
    assert all(words in page for words in ("cv-network", cooperative.name, "case", "Ugo"))
    client.post(reverse("actors:tie_remove", args=[Tie.objects.get().pk]))
    client.post(reverse("actors:resource_remove", args=[municipality.resources.get().pk]))
    client.post(reverse("actors:member_remove", args=[municipality.memberships.get(person__name="Ugo").pk]))
    assert (Tie.objects.count(), municipality.resources.count(), municipality.memberships.count()) == (0, 0, 1)


@pytest.mark.parametrize("name", ["tie_remove", "resource_remove", "member_remove"])
def test_strangers_take_nothing_away(as_, municipality, name):
    rows = {
        "tie_remove": TieFactory(one=municipality),
        "resource_remove": ActorResourceFactory(actor=municipality),
        "member_remove": MembershipFactory(actor=municipality),
    }
    assert as_("bruno").post(reverse(f"actors:{name}", args=[rows[name].pk])).status_code == 403


def test_an_actor_goes_to_the_bin(as_, municipality):
    url = reverse("actors:discard", args=[municipality.slug])
    assert [as_(who).post(url).status_code for who in ("anna", "olga", "marta")] == [403, 403, 302]
    assert as_("marta").get(municipality.get_absolute_url()).status_code == 404


def test_a_coalition_is_made_of_named_municipalities(as_, valleys):
    data = {"name": "Valli unite", "level": "coalition", "language": "it", "visibility": "public"}
    url = reverse("actors:territory_new")
    refused = text(as_("olga").post(url, data | {"members": "Vergato\nAtlantide"}))
    assert "“Atlantide” is no territory we know" in refused
    as_("olga").post(url, data | {"members": "Vergato (BO)\n037036"})
    made = Territory.objects.get(name="Valli unite")
    assert set(made.members.all()) == {valleys["vergato"], valleys["marzabotto"]}
    page = text(as_("guest").get(made.get_absolute_url()))
    assert "Vergato (BO)" in page
    assert page.count("cv-place-point") == 2


def test_a_territory_page_shows_who_is_there_and_what_stands_above(client, valleys):
    actor = ActorFactory(seat=valleys["vergato"])
    page = text(client.get(valleys["union"].get_absolute_url()))
    assert actor.name in page
    page = text(client.get(valleys["vergato"].get_absolute_url()))
    assert all(place in page for place in ("Emilia-Romagna", "Bologna", "Unione dell&#x27;Appennino"))


def test_suggestions_are_options(client, valleys):
    page = text(client.get(reverse("actors:suggest_territories"), {"field": "seat", "seat": "verg"}))
    assert page.strip() == f'<option value="Vergato (BO) · {valleys["vergato"].reference}"></option>'


PAGES = ["/actors/", "/actors/?view=map", "/territories/", "/territories/unione/", "/actors/comune-uno/"]


@pytest.mark.parametrize("url", PAGES)
def test_pages_cost_the_same_for_one_row_and_for_three(client, valleys, url, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    actor = ActorFactory(name="Comune uno", slug="comune-uno", seat=valleys["vergato"])

    def rows():
        other = ActorFactory(seat=valleys["marzabotto"])
        TieFactory(one=actor, other=other)
        ActorResourceFactory(actor=actor, tag=f"t{other.pk}")
        actor.works_in.add(TerritoryFactory(parent=valleys["province"]))
        ClaimRequestFactory(actor=actor)

    rows()
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as once:
        client.get(url)
    rows(), rows()
    with django_assert_num_queries(len(once)):
        client.get(url)


def test_saving_an_actor_keeps_a_link_that_its_editor_may_not_see(client, cooperative, bruno):
    hidden = ActorFactory(name="Consorzio riservato", visibility="team")
    type(cooperative).objects.filter(pk=cooperative.pk).update(parent=hidden)
    client.force_login(bruno)
    page = client.get(f"/actors/{cooperative.slug}/edit/")
    assert hidden.name not in page.content.decode()
    typed = {field.name: field.value() for field in page.context["form"] if field.value()}
    answer = client.post(f"/actors/{cooperative.slug}/edit/", typed | {"description": "Bottega e cura."})
    cooperative.refresh_from_db()
    assert (answer.status_code, cooperative.description, cooperative.parent_id) == (302, "Bottega e cura.", hidden.pk)
