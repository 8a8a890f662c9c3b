"""Addresses of records are those Django would make."""

import pytest
from django.urls import reverse

from actors.models import Actor, Territory
from convergenze.core.maps import projection
from missions.models import Challenge, Mission
from portfolios.models import Action, Portfolio

NAMES = {
    Actor: "actors:detail", Territory: "actors:territory_detail", Challenge: "missions:challenge_detail",
    Mission: "missions:detail", Action: "portfolios:action_detail", Portfolio: "portfolios:detail",
}  # fmt: skip


@pytest.mark.parametrize("model", NAMES)
def test_the_address_of_a_record_is_the_one_of_its_page(model):
    assert model(slug="case-vuote-2").get_absolute_url() == reverse(NAMES[model], args=["case-vuote-2"])


def test_a_drawn_boundary_loses_points_that_nobody_sees_and_keeps_its_corners():
    ring = [[11, 44], [11.5, 44.0001], [12, 44], [12, 45], [11, 45], [11, 44]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    frame = projection(ring)
    assert (frame.path(shape).count("L"), frame.path(shape, tolerance=1).count("L")) == (4, 3)
