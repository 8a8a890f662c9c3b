"""The same act through the page and through the API ends the same."""

import pytest
from django.test import Client
from rest_framework.test import APIClient

from school.models import Enrolment, SeatPool
from school.services.enrolment import enrol
from tests.factories.accounts import UserFactory
from tests.factories.school import EditionStaffFactory


def by_page(user, enrolment, name, reason):
    client = Client()
    client.force_login(user)
    return client.post(f"/school/enrolments/{enrolment.public_id}/moves/{name}/", {"reason": reason})


def by_api(user, enrolment, name, reason):
    client = APIClient()
    client.force_login(user)
    address = f"/api/v1/enrolments/{enrolment.public_id}/moves/{name}/"
    return client.post(address, {"reason": reason}, format="json")


@pytest.fixture(params=[by_page, by_api], ids=["page", "api"])
def act(request):
    return request.param


@pytest.fixture
def people(school_cast, opened, teo):
    """The cast; Teo organises this edition too."""
    EditionStaffFactory(edition=opened, person=teo.person, role="organiser")
    return school_cast


@pytest.fixture
def asked(opened, seats, pia, municipality):
    """Pia asks for the Comune, which has to say yes, and then the School."""
    opened.approval = "both"
    opened.save()
    return enrol(
        edition=opened, pool=seats, name="Pia Rossi", email=pia.email, organisation=municipality, job_role="officer",
        list_consent="nobody", source="self", by=pia,
    )  # fmt: skip


# who, move, reason → state afterwards, whether the request was there for them
ACTS = [
    ("anna", "approve", "", "org_approved"),
    ("anna", "decline", "Serve in ufficio", "declined"),
    ("anna", "decline", "", "requested"),
    ("anna", "remove", "x", "requested"),
    ("anna", "fly", "", "requested"),
    ("pia", "approve", "", "requested"),
    ("pia", "withdraw", "", "withdrawn"),
    ("pia", "accept", "", "requested"),
    ("teo", "decline", "Fuori tema", "declined"),
    ("giulia", "remove", "Doppione", "removed"),
    ("giulia", "remove", "", "requested"),
    ("ada", "approve", "", "requested"),
    ("bruno", "withdraw", "", "requested"),
    ("chiara", "approve", "", "requested"),
]


@pytest.mark.parametrize(("who", "move", "reason", "state"), ACTS, ids=[" ".join(one[:3]) for one in ACTS])
def test_a_move_ends_the_same_through_both_doors(act, people, asked, who, move, reason, state):
    answer = act(people[who], asked, move, reason)
    asked.refresh_from_db()
    assert asked.status == state
    assert answer.status_code < 500


@pytest.mark.parametrize("who", ["bruno", "chiara"])
def test_what_is_not_theirs_is_not_there(act, people, asked, who):
    assert act(people[who], asked, "approve", "").status_code == 404


def test_a_seat_is_offered_and_accepted_through_both_doors(act, people, opened, seats, pia, municipality):
    SeatPool.objects.filter(pk=seats.pk).update(capacity=0)
    opened.waitlist = "manual"
    opened.save()
    mine = enrol(
        edition=opened, pool=seats, name="Pia Rossi", email=pia.email, organisation=municipality, job_role="officer",
        list_consent="nobody", source="self", by=pia,
    )  # fmt: skip
    seen = []
    act(people["giulia"], mine, "offer", "")
    seen.append(Enrolment.objects.get(pk=mine.pk).status)
    SeatPool.objects.filter(pk=seats.pk).update(capacity=1)
    act(people["giulia"], mine, "offer", "")
    seen.append(Enrolment.objects.get(pk=mine.pk).status)
    act(UserFactory(), mine, "accept", "")
    seen.append(Enrolment.objects.get(pk=mine.pk).status)
    act(pia, mine, "accept", "")
    seen.append(Enrolment.objects.get(pk=mine.pk).status)
    assert seen == ["waitlisted", "offered", "offered", "confirmed"]
