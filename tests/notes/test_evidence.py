"""Evidence is read and written with the record it is about."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from convergenze.notes.models import Evidence
from tests.factories.missions import ChallengeFactory
from tests.factories.notes import EvidenceFactory

EVERYBODY = ["guest", "anna", "bruno", "chiara", "sara", "olga", "marta", "ada"]


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_list_and_the_rule_agree(who, cast, mission, municipality):
    for subject in (ChallengeFactory(visibility="public"), ChallengeFactory(owner=municipality), mission):
        EvidenceFactory(subject=subject)
    seen = {one for one in Evidence.objects.all() if cast[who].has_perm("notes.view_evidence", one)}
    assert set(Evidence.objects.visible_to(cast[who])) == seen


def test_evidence_is_written_in_the_browser_and_removed(client, olga):
    challenge = ChallengeFactory(visibility="public")
    client.force_login(olga)
    typed = {"claim": "Una su quattro è vuota.", "kind": "statistic", "strength": "descriptive", "applies_here": "yes"}
    url = reverse("notes:evidence_new", args=["challenges", challenge.slug])
    assert client.post(url, typed | {"claim": ""}).status_code == 200
    assert client.post(url, typed).status_code == 302
    made = Evidence.objects.about(challenge).get()
    assert client.post(reverse("notes:evidence_edit", args=[made.pk]), typed | {"claim": "Due."}).status_code == 302
    assert client.post(reverse("notes:evidence_remove", args=[made.pk])).status_code == 302
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(("who", "code"), [("chiara", 403), ("guest", 302)])
def test_who_does_not_write_the_record_does_not_write_its_evidence(who, code, client, cast):
    challenge = ChallengeFactory(visibility="public")
    if who != "guest":
        client.force_login(cast[who])
    assert client.get(reverse("notes:evidence_new", args=["challenges", challenge.slug])).status_code == code
    assert client.get(reverse("notes:evidence_new", args=["nothing", challenge.slug])).status_code in (302, 404)


def test_programs_read_and_write_evidence(olga, chiara):
    challenge, hidden = ChallengeFactory(visibility="public"), ChallengeFactory()
    api = APIClient()
    api.force_login(olga)
    body = {"about": "challenges", "subject": str(challenge.public_id), "claim": "Vuote.", "kind": "survey"}
    made = api.post("/api/v1/evidence/", body, format="json")
    assert (made.status_code, made.json()["about"], made.json()["subject"]) == (
        201, "challenges", str(challenge.public_id),
    )  # fmt: skip
    url = f"/api/v1/evidence/{made.json()['id']}/"
    assert api.patch(url, {"claim": "Piene.", "version": 1}, format="json").json()["claim"] == "Piene."
    assert api.patch(url, {"claim": "Boh.", "version": 1}, format="json").status_code == 409
    assert api.post("/api/v1/evidence/", body | {"about": "moons"}, format="json").status_code == 400
    assert len(api.get(f"/api/v1/evidence/?subject={challenge.public_id}").json()["results"]) == 1
    api.force_login(chiara)
    assert api.post("/api/v1/evidence/", body, format="json").status_code == 403
    assert api.post("/api/v1/evidence/", body | {"subject": str(hidden.public_id)}, format="json").status_code == 400
    assert api.delete(url).status_code == 403
