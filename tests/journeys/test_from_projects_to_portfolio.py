"""The main job, as a new user does it: from a file of real projects to a mission portfolio that is decided upon."""

import pytest

from tests.journeys import challenge_steps, mission_steps, portfolio_steps
from tests.journeys.project_file import write
from tests.journeys.reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize(
    ("language", "width", "topic", "letter"), [("it", "desk", "AMBULATORIO", "D"), ("en", "phone", "DOPOSCUOLA", "H")]
)
def test_an_officer_brings_projects_into_a_decided_portfolio(browser, site, tmp_path, language, width, topic, letter):
    projects, places = write(tmp_path, topic=topic, letter=letter)
    officer = Reader(browser, site, language=language, width=width, who="officer")
    officer.look("home")
    challenge_steps.import_projects(officer, projects, places)
    challenge_steps.find_actions_of_the_union(officer, topic)
    challenge_steps.frame_challenge(officer, f"{topic.title()} lontani")
    mission_steps.open_mission(officer, f"{topic.title()} a venti minuti")
    mission_steps.add_objective(officer)
    mission_steps.pass_the_gate(officer)
    portfolio_steps.open_portfolio(officer)
    portfolio_steps.pull_ten_actions(officer, topic)
    portfolio_steps.read_the_gaps(officer)
    portfolio_steps.decide_a_pair(officer)
    portfolio_steps.adopt_and_start(officer)
    portfolio_steps.read_map_and_money(officer)
    officer.page.context.close()
