"""The calendar page and its feeds, read back by a parser that is not the one that wrote them."""

import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from convergenze.accounts import services as accounts
from convergenze.accounts.models import Token
from convergenze.history import services as history
from tests.factories.calls import FundingCallFactory
from tests.factories.governance import MeetingFactory
from tests.factories.missions import IndicatorFactory, MissionFactory, ObjectiveFactory
from tests.factories.portfolios import ActionFactory, FundingLineFactory, PlacementFactory, PortfolioFactory

pytestmark = pytest.mark.django_db
PUBLIC = "/calendar/calls.ics"


def read(body):
    """Events as {UID: {name: value}}: unfolded and unescaped by hand, after RFC 5545, 3.1 and 3.3.11."""
    text = body.decode("utf-8")
    assert "\r\n" in text
    assert not re.search(r"(?<!\r)\n", text)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    found, event = {}, None
    for line in re.sub(r"\r\n[ \t]", "", text).split("\r\n"):
        name, _colon, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            event = {}
        elif line == "END:VEVENT":
            found[event["UID"]] = event
            event = None
        elif event is not None:
            event[name.partition(";")[0]] = re.sub(r"\\([\\;,nN])", lambda m: "\n" if m[1] in "nN" else m[1], value)
            event["VALUE " + name.partition(";")[0]] = name.partition(";")[2]
    return found


def feed(client, address=PUBLIC):
    answer = client.get(address, headers={"accept-language": "en"})
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return read(answer.content)


@pytest.fixture
def call():
    return FundingCallFactory(
        title="Bando per l'abitare; le \"valli\", e un titolo lungo abbastanza da dover essere piegato su più righe ☀",
        recipients="Comuni, cooperative;\nassociazioni",
    )  # fmt: skip


def test_a_call_is_two_days_in_the_public_feed(client, call, settings):
    settings.SITE_URL = "https://valli.example"
    events = feed(client)
    opens, closes = (events[f"call-{side}-{call.public_id}@valli.example"] for side in ("opens", "closes"))
    day = call.closes_on
    assert [closes["SUMMARY"], closes["DTSTART"], closes["VALUE DTSTART"], closes["DTEND"], closes["SEQUENCE"]] == [
        f"Closes: {call.title}", f"{day:%Y%m%d}", "VALUE=DATE", f"{day + timedelta(days=1):%Y%m%d}", "0",
    ]  # fmt: skip
    assert opens["DTSTART"] == f"{call.opens_on:%Y%m%d}"
    assert closes["DESCRIPTION"] == f"{call.recipients}\n\nhttps://valli.example{call.get_absolute_url()}"
    assert len(events) == 2


def test_a_moved_day_keeps_its_identity_and_raises_its_sequence(client, call, olga):
    uid = next(uid for uid in feed(client) if "closes" in uid)
    before = feed(client)[uid]
    call.closes_on += timedelta(days=7)
    history.save(call, by=olga)
    after = feed(client)[uid]
    assert [after["DTSTART"], after["SEQUENCE"]] == [f"{call.closes_on:%Y%m%d}", "1"]
    assert after["LAST-MODIFIED"] >= before["LAST-MODIFIED"]
    assert datetime.strptime(after["LAST-MODIFIED"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) <= timezone.now()


def test_the_public_feed_holds_public_calls_for_projects_and_nothing_else(client, olga):
    FundingCallFactory(visibility="staff")
    FundingCallFactory(kind="hiring")
    MissionFactory(visibility="public", ends_on=timezone.localdate() + timedelta(days=9))
    client.force_login(olga)
    assert feed(client) == {}
    assert feed(client, PUBLIC + "?kind=mission") == {}


def private_address(client):
    page = client.post(reverse("calendar_key_new"))
    return urlsplit(page.context["address"]).path


def test_a_private_address_opens_what_its_account_sees_and_is_shown_once(client, sara, mission):
    mission.ends_on = timezone.localdate() + timedelta(days=30)
    mission.visibility, sara.language = "team", "it"
    mission.save()
    sara.save()
    client.force_login(sara)
    address = private_address(client)
    key = address.removeprefix("/calendar/").removesuffix(".ics")
    assert key not in client.get(reverse("calendar")).content.decode()
    assert not Token.objects.filter(digest=key).exists()
    client.logout()
    (event,) = feed(client, address).values()
    assert [event["DTSTART"], event["CATEGORIES"]] == [f"{mission.ends_on:%Y%m%d}", "Case piene"]
    assert "missione" in event["SUMMARY"].lower()  # in the language of the account


def test_a_revoked_or_unknown_address_or_another_kind_of_key_opens_nothing(client, sara, olga):
    client.force_login(sara)
    address, token = private_address(client), Token.objects.get()
    client.force_login(olga)
    assert client.post(reverse("calendar_key_revoke", args=[token.pk])).status_code == 404
    client.force_login(sara)
    client.post(reverse("calendar_key_revoke", args=[token.pk]))
    _token, api_key = accounts.issue_token(user=sara, name="Foglio", scope="write")
    client.logout()
    answers = [client.get(at).status_code for at in (address, "/calendar/cvg_boh.ics", f"/calendar/{api_key}.ics")]
    assert answers == [404, 404, 404]


def test_a_calendar_key_is_no_key_of_the_api(client, sara):
    client.force_login(sara)
    key = private_address(client).removeprefix("/calendar/").removesuffix(".ics")
    door = APIClient(headers={"authorization": f"Bearer {key}"})
    answers = [door.get("/api/v1/missions/"), door.post("/api/v1/challenges/", {"title": "x"}, format="json")]
    assert [answer.status_code for answer in answers] == [403, 403]
    assert "calendar" not in client.get(reverse("accounts:tokens")).context["form"].as_p()


def test_an_account_that_was_closed_has_no_feed(client, sara):
    client.force_login(sara)
    address = private_address(client)
    sara.is_active = False
    sara.save()
    client.logout()
    assert client.get(address).status_code == 404


def test_money_that_ends_before_its_action_is_a_day_for_who_sees_the_action(client, olga):
    day = timezone.localdate() + timedelta(days=20)
    action = ActionFactory(title="Punti salute", visibility="team", ends_on=day + timedelta(days=300))
    PlacementFactory(action=action, portfolio=PortfolioFactory(visibility="public"))
    FundingLineFactory(action=action, source="PNRR", amount=480_000, eligibility_ends_on=day)
    FundingLineFactory(action=action, source="Lungo", eligibility_ends_on=day + timedelta(days=500))
    month = {"month": f"{day:%Y-%m}", "kind": "cliff"}
    assert client.get(reverse("calendar"), month).context["days"] == []
    client.force_login(olga)
    ((found, (happening,)),) = client.get(reverse("calendar"), month).context["days"]
    assert (found, "480" in happening.title, "Punti salute" in happening.title) == (day, True, True)


def test_milestones_and_dates_of_missions_stand_in_their_month(client):
    mission = MissionFactory(
        visibility="public", title="Case", starts_on=date(2027, 12, 1), review_on=date(2027, 12, 15),
        ends_on=date(2032, 12, 31),
    )  # fmt: skip
    IndicatorFactory(
        objective=ObjectiveFactory(mission=mission), name="Alloggi", unit="n.", baseline_on=date(2026, 1, 1),
        milestones=[["2027-12-31", 40]], target=240, target_on=date(2032, 12, 31),
    )  # fmt: skip
    days = client.get(reverse("calendar"), {"month": "2027-12"}, headers={"accept-language": "en"}).context["days"]
    assert [(day.day, [one.title for one in found]) for day, found in days] == [
        (1, ["The mission starts"]), (15, ["The mission is reviewed"]), (31, ["Alloggi: 40 n."]),
    ]  # fmt: skip


@pytest.mark.parametrize("month", ["2026-13", "boh", "9999-01", "2026-11-01", "\x00"])
def test_a_month_that_is_none_shows_the_present_one(client, month):
    assert client.get(reverse("calendar"), {"month": month}).context["month"].is_present


def test_an_empty_month_says_what_will_be_there(client):
    page = client.get(reverse("calendar"), {"month": "2050-01"}, headers={"accept-language": "en"})
    assert "Nothing has a day in this month" in page.content.decode()
    assert (page.context["month"].before, page.context["month"].after) == ("2049-12", "2050-02")


def test_an_hour_in_rome_is_written_in_universal_time_summer_and_winter(client, olga):
    year = timezone.localdate().year + 1
    for month in (1, 7):
        MeetingFactory(starts_at=timezone.make_aware(datetime(year, month, 15, 9, 30)), place="Sala; primo piano")
    client.force_login(olga)
    address = private_address(client)
    events = sorted(feed(client, address).values(), key=lambda event: event["DTSTART"])
    assert [(event["DTSTART"], event["DTEND"], event["LOCATION"]) for event in events] == [
        (f"{year}0115T083000Z", f"{year}0115T093000Z", "Sala; primo piano"),
        (f"{year}0715T073000Z", f"{year}0715T083000Z", "Sala; primo piano"),
    ]
