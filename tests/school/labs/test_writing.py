"""A team writes a canvas at the same time, and nobody's text is lost."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from rest_framework.test import APIClient

from convergenze.core.errors import MoveRefused
from convergenze.history.models import Entry
from school.services import labs
from tests.factories.actors import ActorFactory

MINE, THEIRS = "Una corte aperta a chi arriva.", "Una corte per chi resta."


def write(idea, by, value, base=0, name="summary", **more):
    return labs.save_field(output=idea, name=name, value=value, base=base, by=by, **more)


def kept(output):
    return dict(output.fields.values_list("name", "value"))


def test_a_field_is_saved_by_itself_with_who_and_when(idea, pia, enrolment):
    field = write(idea, pia, MINE)
    assert (field.value, field.version, field.changed_by) == (MINE, 1, pia)
    assert list(idea.contributors.all()) == [enrolment]
    entry = Entry.objects.about(idea).get()
    assert (entry.verb, entry.by, entry.changes) == ("school.output.write", pia, {"summary": ["", MINE]})


def test_two_people_on_different_fields_do_not_meet(idea, pia, bruno):
    write(idea, pia, MINE)
    write(idea, bruno, THEIRS, name="change")
    assert kept(idea) == {"summary": MINE, "change": THEIRS}


def test_two_people_on_the_same_field_do_and_both_texts_are_told(idea, pia, bruno):
    write(idea, bruno, THEIRS)
    with pytest.raises(labs.FieldConflict) as met:
        write(idea, pia, MINE)
    assert (met.value.field.value, met.value.yours) == (THEIRS, MINE)
    assert kept(idea) == {"summary": THEIRS}


def test_the_same_text_twice_is_no_conflict_and_writes_nothing(idea, pia, bruno):
    write(idea, bruno, THEIRS)
    assert write(idea, pia, f"  {THEIRS}\r\n").version == 1


@pytest.mark.parametrize(
    ("resolve", "after"), [("mine", MINE), ("both", f"{THEIRS}\n{MINE}"), ("theirs", THEIRS)], ids=str
)
def test_a_conflict_is_resolved_in_three_ways(idea, pia, bruno, resolve, after):
    write(idea, bruno, THEIRS)
    write(idea, pia, MINE, base=1, resolve=resolve)
    assert kept(idea) == {"summary": after}


def test_a_conflict_resolved_too_late_is_a_conflict_again(idea, pia, bruno):
    write(idea, bruno, THEIRS)
    write(idea, bruno, "Altro ancora.", base=1)
    with pytest.raises(labs.FieldConflict):
        write(idea, pia, MINE, base=1, resolve="both")


@pytest.mark.parametrize(
    ("name", "typed", "stored"),
    [
        ("cost", "1200.50", "1200.50"),
        ("starts_on", "2027-05-01", "2027-05-01"),
        ("partners", " - ACER \n\n• Caritas\n", "ACER\nCaritas"),
        ("primary_lever", "finance", "finance"),
        ("summary", "a\x00b", "ab"),
    ],
)
def test_what_is_typed_is_kept_tidy(idea, pia, name, typed, stored):
    assert write(idea, pia, typed, name=name).value == stored


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("cost", "molto", "Write a number"),
        ("starts_on", "presto", "Write the day"),
        ("primary_lever", "magia", "Choose among: Governance"),
        ("lead", "Nessuno", "Nothing is called “Nessuno”"),
        ("first_step", "x" * 301, "This holds 300 characters; there are 301."),
        ("colore", "rosso", "no field called “colore”"),
    ],
)
def test_what_cannot_be_kept_is_told(idea, pia, name, typed, told):
    with pytest.raises(ValidationError, match=told):
        write(idea, pia, typed, name=name)
    assert kept(idea) == {}


def test_a_record_is_named_by_its_name_and_kept_by_its_id(idea, pia, cooperative):
    assert write(idea, pia, "La Corte", name="lead").value == str(cooperative.public_id)


def test_a_hidden_record_answers_as_one_that_is_not_there(idea, pia):
    hidden = ActorFactory(name="Segreta spa", visibility="team")
    for typed in ("Segreta", str(hidden.public_id)):
        with pytest.raises(ValidationError, match="Nothing is called"):
            write(idea, pia, typed, name="lead")


@pytest.mark.parametrize("who", ["rita", "teo", "giulia", "chiara", "olga"])
def test_only_the_team_writes(request, idea, rita, who):
    with pytest.raises(PermissionDenied):
        write(idea, request.getfixturevalue(who), MINE)


def test_a_canvas_that_was_handed_in_says_so_and_keeps_what_it_had(filled, pia):
    labs.submit_output(output=filled, by=pia)
    with pytest.raises(MoveRefused, match="can no longer be written"):
        write(filled, pia, MINE, base=1)


# Through the page, without and with JavaScript.


def page(output):
    return reverse("school:output_edit", args=[output.public_id])


def form_of(client, output):
    """What a browser would send back of the page, untouched."""
    shown = client.get(page(output)).context
    sent = {"title": output.title, "opened_title": output.title}
    for form in shown["forms"]:
        sent |= {f"{form.prefix}-value": form["value"].value() or "", f"{form.prefix}-base": form["base"].value()}
    return sent


def test_the_whole_page_is_saved_without_javascript(client, idea, pia):
    client.force_login(pia)
    sent = form_of(client, idea) | {"summary-value": MINE, "cost-value": "40"}
    assert client.post(page(idea), sent).status_code == 302
    assert kept(idea) == {"summary": MINE, "cost": "40"}


def test_fields_left_as_they_were_do_not_undo_what_others_wrote(client, idea, pia, bruno):
    client.force_login(pia)
    sent = form_of(client, idea) | {"change-value": MINE}
    write(idea, bruno, THEIRS)
    assert client.post(page(idea), sent).status_code == 302
    assert kept(idea) == {"summary": THEIRS, "change": MINE}


def test_the_page_shows_both_texts_and_saves_the_choice(client, idea, pia, bruno):
    client.force_login(pia)
    sent = form_of(client, idea) | {"summary-value": MINE, "change-value": "Altro"}
    write(idea, bruno, THEIRS)
    answer = client.post(page(idea), sent)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert (MINE in text, THEIRS in text, "Bruno" in text) == (True, True, True)
    assert kept(idea) == {"summary": THEIRS, "change": "Altro"}
    clash = next(form for form in answer.context["forms"] if form.theirs)
    again = {"summary-value": MINE, "summary-base": clash["base"].value(), "summary-resolve": "both"}
    others = form_of(client, idea)
    assert client.post(page(idea), others | again).status_code == 302
    assert kept(idea)["summary"] == f"{THEIRS}\n{MINE}"


def test_what_was_refused_stays_typed_and_the_rest_is_saved(client, idea, pia):
    client.force_login(pia)
    sent = form_of(client, idea) | {"cost-value": "tantissimo", "summary-value": MINE}
    text = client.post(page(idea), sent).content.decode()
    assert ("tantissimo" in text, "Write a number" in text) == (True, True)
    assert kept(idea) == {"summary": MINE}


def post_field(client, idea, name, value, base, **more):
    address = reverse("school:output_field", args=[idea.public_id, name])
    data = {f"{name}-value": value, f"{name}-base": base, **more}
    return client.post(address, data, headers={"HX-Request": "true"})


def test_one_field_is_saved_by_itself_and_a_clash_shows_both(client, idea, pia, bruno):
    client.force_login(pia)
    assert "Saved" in post_field(client, idea, "summary", MINE, "0:").content.decode()
    client.force_login(bruno)
    text = post_field(client, idea, "summary", THEIRS, "0:").content.decode()
    assert (MINE in text, THEIRS in text, "Keep theirs" in text) == (True, True, True)
    post_field(client, idea, "summary", THEIRS, "1:", **{"summary-resolve": "mine"})
    assert kept(idea) == {"summary": THEIRS}


def test_the_pulse_brings_what_changed_and_who_is_writing(client, idea, pia, bruno):
    write(idea, bruno, THEIRS)
    address = reverse("school:output_pulse", args=[idea.public_id])
    htmx = {"HX-Request": "true"}
    client.force_login(bruno)
    client.get(address, {"writing": "change"}, headers=htmx)
    client.force_login(pia)
    text = client.get(address, {"summary-base": "0:", "change-base": "0:"}, headers=htmx).content.decode()
    assert ("Bruno" in text, "what changes because of it" in text) == (True, True)
    assert [name for name in ("summary", "change") if f'id="field-{name}"' in text] == ["summary"]


# Through the API.


def api(user):
    client = APIClient()
    client.force_login(user)
    return client


def field_address(output, name):
    return f"/api/v1/outputs/{output.public_id}/fields/{name}/"


def test_the_api_saves_a_field_and_answers_a_clash_with_both_texts(idea, pia, bruno):
    sent = {"value": THEIRS, "version": 0}
    assert api(bruno).patch(field_address(idea, "summary"), sent, format="json").json()["version"] == 1
    answer = api(pia).patch(field_address(idea, "summary"), {"value": MINE, "version": 0}, format="json")
    said = answer.json()
    assert answer.status_code == 409
    assert (said["code"], said["theirs"]["value"], said["theirs"]["version"], said["yours"]) == (
        "conflict", THEIRS, 1, MINE,
    )  # fmt: skip
    assert kept(idea) == {"summary": THEIRS}


def test_the_api_refuses_who_is_not_of_the_team(idea, rita, chiara, teo):
    sent = {"value": MINE, "version": 0}
    answers = {
        who: api(who).patch(field_address(idea, "summary"), sent, format="json").status_code
        for who in (rita, chiara, teo)
    }
    assert answers == {rita: 404, chiara: 404, teo: 403}
