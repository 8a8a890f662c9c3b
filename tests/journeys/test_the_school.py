"""From a full edition to a certificate that a stranger verifies, with an action born on the way."""

import pytest

from tests.journeys import school_steps as steps
from tests.journeys.reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_an_official_waits_attends_works_in_the_lab_and_is_certified(browser, site):
    official, stranger = (Reader(browser, site, language="it", width="phone", who=who) for who in ("official", None))
    school, facilitator, officer = (
        Reader(browser, site, language=language, width="desk", who=who)
        for language, who in (("it", "school"), ("en", "facilitator"), ("it", "officer"))
    )
    enrolment = steps.ask_for_a_seat(official)
    steps.make_room(school, seats=22)
    steps.take_the_seat(official, enrolment)
    registers = steps.begin(school)
    steps.come_in(official, school, registers[0])
    idea = steps.work_in_the_lab(official, facilitator)
    steps.bring_it_to_the_portfolio(facilitator, officer, idea)
    steps.seal(school, registers)
    steps.verify(stranger, steps.close(school))
    for reader in (official, stranger, school, facilitator, officer):
        reader.page.context.close()
