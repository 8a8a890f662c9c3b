"""What is kept for how long, told before it is done, done every night, and no more than that."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from convergenze.notifications.services import post
from school.models import AttendanceScan, Enrolment
from school.queries.retention import PERIODS, forecast
from school.services.forgetting import forget_due
from tests.factories.school import (
    AttendanceScanFactory,
    EnrolmentFactory,
    EnrolmentTransitionFactory,
    SchoolAttendanceFactory,
)

FILLED = {"needs": "Senza glutine", "answers": {"1": "Sì"}, "motivation": "Imparare"}
DAYS = {period.code: period.days for period in PERIODS}


@pytest.fixture
def held(edition, enrolment, meeting):
    """Everything a period is about, in an edition that has just ended."""
    edition.ends_at = timezone.now()
    edition.save(update_fields=["ends_at"])
    Enrolment.objects.filter(pk=enrolment.pk).update(**FILLED)
    AttendanceScanFactory(session=meeting, enrolment=enrolment)
    gone = EnrolmentFactory(pool=enrolment.pool, status="withdrawn", name="Ugo Bianchi", **FILLED)
    EnrolmentTransitionFactory(enrolment=gone, target="withdrawn", reason="Malattia")
    post(kind="letter", to=gone.email, text="Caro Ugo", key=f"enrolment:{gone.pk}:1:withdrawn")
    from convergenze.notifications.models import Mail

    Mail.objects.update(sent_at=timezone.now())
    return gone


def after(days):
    return timezone.now() + dt.timedelta(days=days, minutes=1)


@pytest.mark.parametrize("code", DAYS)
def test_nothing_is_forgotten_before_its_day_and_everything_on_it(code, held):
    assert forget_due(now=after(DAYS[code] - 1), dry_run=True)[code] == 0
    due = forget_due(now=after(DAYS[code]), dry_run=True)[code]
    assert due == (2 if code in FILLED else 1)
    assert forget_due(now=after(DAYS[code]))[code] == due
    assert forget_due(now=after(DAYS[code]))[code] == 0


def test_a_dry_run_changes_nothing(held, enrolment):
    forget_due(now=after(1000), dry_run=True)
    enrolment.refresh_from_db()
    assert {name: getattr(enrolment, name) for name in FILLED} == FILLED
    assert AttendanceScan.objects.count() == 1


def test_who_withdrew_becomes_nobody_and_the_numbers_stay(held, enrolment):
    SchoolAttendanceFactory(session=enrolment.edition.sessions.first(), enrolment=held)
    person = held.person
    forget_due(now=after(365))
    held.refresh_from_db()
    assert (held.name, held.email, held.motivation, held.answers, held.status) == ("–", "", "", {}, "withdrawn")
    assert held.person != person
    assert held.person.name == "Persona dimenticata"
    assert held.transitions.get().reason == ""
    assert held.attendances.count() == 1
    enrolment.refresh_from_db()
    assert (enrolment.name, enrolment.motivation) == ("Pia Rossi", "")


def test_an_edition_without_an_end_keeps_everything(held, edition):
    edition.ends_at = None
    edition.save(update_fields=["ends_at"])
    found = forget_due(now=after(10_000), dry_run=True)
    assert {code: found[code] for code in found if code != "letters"} == dict.fromkeys(set(DAYS) - {"letters"}, 0)


def test_periods_are_a_setting(held, settings):
    settings.SCHOOL_RETENTION = settings.SCHOOL_RETENTION | {"needs": 5}
    assert forget_due(now=after(6), dry_run=True)["needs"] == 2


def test_the_command_tells_first_and_does_after(held, capsys):
    Enrolment.objects.update(created_at=timezone.now())
    held.edition.ends_at = timezone.now() - dt.timedelta(days=31)
    held.edition.save(update_fields=["ends_at"])
    call_command("school_forget", "--dry-run")
    assert "needs: 2 would be forgotten (after 30 days)" in capsys.readouterr().out
    assert Enrolment.objects.exclude(needs="").count() == 2
    call_command("school_forget")
    assert "needs: 2 forgotten (after 30 days)" in capsys.readouterr().out
    assert not Enrolment.objects.exclude(needs="").exists()


def test_the_page_shows_what_is_due_and_when_the_next(held, giulia, client):
    client.cookies["django_language"] = "en"
    client.force_login(giulia)
    next_on = {one.period.code: one.next_on for one in forecast()}
    assert next_on["needs"] == timezone.localdate(held.edition.ends_at + dt.timedelta(days=30))
    page = client.get(reverse("school:retention")).content.decode()
    assert [str(period.label) for period in PERIODS if str(period.label) not in page] == []
    assert "Forget what is due" not in page
    held.edition.ends_at -= dt.timedelta(days=31)
    held.edition.save(update_fields=["ends_at"])
    assert "Forget what is due" in client.get(reverse("school:retention")).content.decode()
    client.post(reverse("school:retention"))
    assert not Enrolment.objects.exclude(needs="").exists()


@pytest.mark.parametrize("who", ["pia", "teo", "anna", "chiara"])
def test_the_page_is_for_who_runs_the_school(who, held, client, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("school:retention")).status_code == 403
    assert client.post(reverse("school:retention")).status_code == 403
