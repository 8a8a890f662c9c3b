"""The first view of a page weighs at most 150 KB compressed, fonts apart."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

LIMIT = 150_000


def compressed(path):
    """Bytes of a static file as the server sends it."""
    return len(gzip.compress(Path(finders.find(path)).read_bytes(), 9))


@pytest.mark.django_db
def test_the_first_view_of_a_page_is_light(client):
    html = client.get(reverse("account_login")).content
    files = {name.decode() for name in re.findall(rb'(?:href|src)="/static/([^"#]+)', html)}
    assert len(gzip.compress(html)) + sum(map(compressed, files)) <= LIMIT
