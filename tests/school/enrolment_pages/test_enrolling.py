"""Enrolling from the page: seats, waiting list, bad input, two clicks."""

import datetime as dt

import pytest
from django.utils import timezone

from school.models import Enrolment, SeatPool
from school.services.enrolment import enrol
from tests.factories.actors import ActorFactory
from tests.factories.school import EditionQuestionFactory, SeatPoolFactory


def posted(page, user, edition, pool, body, data, **more):
    return page(user, "enrol", edition.slug, data={"pool": pool.pk, "body": body.pk, **data, **more}, follow=True)


def test_an_official_enrols_for_their_body_and_reads_that_the_seat_is_taken(
    page, pia, opened, seats, municipality, filled
):
    answer = posted(page, pia, opened, seats, municipality, filled)
    made = Enrolment.objects.get()
    assert (made.status, made.organisation, made.source, made.person.account) == (
        "confirmed",
        municipality,
        "self",
        pia,
    )
    assert answer.redirect_chain[-1] == (made.get_absolute_url(), 302)
    assert "The seat is taken." in answer.content.decode()


def test_own_bodies_stand_first_and_the_form_knows_the_person(page, pia, opened, seats, municipality):
    form = page(pia, "enrol", opened.slug).context["form"]
    assert form.fields["body"].choices == [(str(municipality.pk), municipality), ("other", "Another body")]
    assert (form["name"].value(), form["email"].value()) == ("Pia Rossi", "pia@example.org")


def test_who_belongs_to_nothing_names_the_body_by_typing(page, chiara, opened, seats, filled):
    body = ActorFactory(name="Unione dei Comuni")
    data = {**filled, "pool": seats.pk, "organisation": "Unione dei"}
    page(chiara, "enrol", opened.slug, data=data)
    assert Enrolment.objects.get().organisation == body


def test_when_it_is_full_the_page_says_so_before_and_after(page, pia, chiara, opened, seats, municipality, filled):
    SeatPool.objects.filter(pk=seats.pk).update(capacity=0)
    before = page(pia, "enrol", opened.slug).content.decode()
    assert "You will be on the waiting list" in before
    assert "48 hours to accept" in before
    after = posted(page, pia, opened, seats, municipality, filled).content.decode()
    assert "</b> in the queue" in after
    assert "On the waiting list" in after
    assert "Waiting for approval" not in after


def test_a_request_that_waits_for_approval_never_says_waiting_list(page, pia, opened, seats, municipality, filled):
    opened.approval = "school"
    opened.save()
    text = posted(page, pia, opened, seats, municipality, filled).content.decode()
    assert "Waiting for approval" in text
    assert "waiting list" not in text.lower()


def test_two_clicks_or_two_tabs_enrol_once(page, pia, opened, seats, municipality, filled):
    first = posted(page, pia, opened, seats, municipality, filled)
    again = posted(page, pia, opened, seats, municipality, filled)
    other_tab = posted(page, pia, opened, seats, municipality, filled, request_key="altra-scheda")
    made = Enrolment.objects.get()
    assert [one.redirect_chain[-1][0] for one in (first, again, other_tab)] == [made.get_absolute_url()] * 3
    assert SeatPool.objects.get(pk=seats.pk).seats_taken == 1


BAD = {
    "no name": ({"name": ""}, "name"),
    "no e-mail": ({"email": "pia"}, "email"),
    "a role nobody has": ({"job_role": "queen"}, "job_role"),
    "no consent": ({"list_consent": ""}, "list_consent"),
    "a body nobody knows": ({"body": "other", "organisation": "Zzz"}, "organisation"),
    "another body, not named": ({"body": "other", "organisation": ""}, "organisation"),
    "somebody else's body": ({"body": "999999"}, "body"),
    "a pool of another edition": ({"pool": "999999"}, "pool"),
    "a name as long as a book": ({"name": "x" * 151}, "name"),
}


@pytest.mark.parametrize(("typed", "wrong"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_told_beside_its_field_and_nothing_typed_is_lost(
    page, pia, opened, seats, municipality, filled, typed, wrong
):
    answer = posted(page, pia, opened, seats, municipality, filled | {"motivation": "Perché sì"} | typed)
    assert answer.status_code == 422
    assert wrong in answer.context["form"].errors
    assert "Perché sì" in answer.content.decode()
    assert not Enrolment.objects.exists()


def test_a_domain_that_is_not_admitted_is_told_beside_the_address(page, pia, opened, seats, municipality, filled):
    opened.mail_domains = "comune.esempio.it"
    opened.save()
    answer = posted(page, pia, opened, seats, municipality, filled)
    assert answer.context["form"].errors["email"] == ["Use an address of one of these domains: comune.esempio.it."]


def test_questions_are_asked_and_answers_kept(page, pia, opened, seats, municipality, filled):
    one = EditionQuestionFactory(edition=opened, kind="yes_no", is_required=True)
    several = EditionQuestionFactory(edition=opened, kind="several", options="mattina\nsera")
    later = EditionQuestionFactory(edition=opened, moment="admission")
    form = page(pia, "enrol", opened.slug).context["form"]
    assert f"question_{later.pk}" not in form.fields
    refused = posted(page, pia, opened, seats, municipality, filled)
    assert f"question_{one.pk}" in refused.context["form"].errors
    answers = {f"question_{one.pk}": "no", f"question_{several.pk}": ["sera"]}
    posted(page, pia, opened, seats, municipality, filled | answers)
    assert Enrolment.objects.get().answers == {str(one.pk): "no", str(several.pk): ["sera"]}


@pytest.mark.parametrize(
    ("opens", "closes", "says"),
    [(1, 3, "Enrolment opens on"), (-3, -1, "Enrolment is closed.")],
    ids=["not yet", "closed"],
)
def test_outside_the_window_there_is_no_form(page, pia, opened, seats, municipality, filled, opens, closes, says):
    now = timezone.now()
    opened.enrolment_opens_at, opened.enrolment_closes_at = now + dt.timedelta(opens), now + dt.timedelta(closes)
    opened.save()
    before = page(pia, "enrol", opened.slug)
    assert before.context.get("form") is None
    assert says in before.content.decode()
    late = posted(page, pia, opened, seats, municipality, filled | {"motivation": "Perché sì"})
    assert late.status_code == 422
    assert "Perché sì" in late.content.decode()
    assert not Enrolment.objects.exists()


def test_when_the_last_seat_goes_while_one_types_nothing_typed_is_lost(page, pia, opened, seats, municipality, filled):
    SeatPool.objects.filter(pk=seats.pk).update(capacity=0)
    opened.waitlist = "off"
    opened.save()
    late = posted(page, pia, opened, seats, municipality, filled | {"motivation": "Perché sì"})
    assert late.context["form"].non_field_errors() == ["“In presenza” is full, and this edition has no waiting list."]
    assert "Perché sì" in late.content.decode()


def test_a_hybrid_edition_offers_both_pools(page, pia, opened, seats, municipality, filled):
    online = SeatPoolFactory(edition=opened, name="Online", mode="online", capacity=5)
    SeatPoolFactory(edition=opened, name="Riservata", invitation_only=True)
    form = page(pia, "enrol", opened.slug).context["form"]
    assert [label for _pk, label in form.fields["pool"].choices] == [
        "In presenza · 2 seats free", "Online · 5 seats free",
    ]  # fmt: skip
    posted(page, pia, opened, online, municipality, filled)
    assert Enrolment.objects.get().pool == online


def test_a_visitor_signs_in_first(page, guest, opened, seats):
    answer = page(guest, "enrol", opened.slug)
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?next=/school/editions/{opened.slug}/enrol/")


def test_the_page_and_the_service_agree(page, pia, opened, seats, municipality, filled):
    """The same key, by the page after the service: the first result comes back."""
    common = {name: filled[name] for name in ("name", "email", "job_role", "list_consent", "request_key")}
    made = enrol(edition=opened, organisation=municipality, source="self", by=pia, **common)
    answer = posted(page, pia, opened, seats, municipality, filled)
    assert answer.redirect_chain[-1][0] == made.get_absolute_url()
