"""Nothing hidden stands on a page of the School, in its calendars or in its API."""

import pytest
from django.urls import reverse

from tests.house.conftest import build_world
from tests.house.hidden import SECRET, hide_twins
from tests.house.walking import addresses, fitting, places

LISTS = ("courses", "editions", "school-sessions", "experts", "venues")


def _pages(world):
    for place in places():
        if place.name.startswith("school:"):
            yield from addresses(place, fitting(place, world))
    yield from (f"{reverse('school:home')}?view={view}" for view in ("calendar", "courses", "past"))
    yield from (f"/api/v1/{kind}/" for kind in LISTS)
    yield from ("/calendar/", "/search/?q=segretissimo")


@pytest.mark.parametrize("who", ["guest", "chiara", "bruno", "sara"])
def test_what_is_hidden_is_not_read(who, cast, client):
    world = build_world()
    hide_twins(world)
    if who != "guest":
        client.force_login(cast[who])
    answers = {page: client.get(page) for page in _pages(world)}
    read = {page: b"".join(answer) for page, answer in answers.items() if answer.status_code == 200}
    # What was asked for comes back in the box of the search.
    read = {page: content.replace(b'value="segretissimo"', b"") for page, content in read.items()}
    assert [page for page, content in read.items() if SECRET.encode() in content] == []
    assert {page for page in read if page.startswith("/school/editions/") and page.count("/") == 4}
