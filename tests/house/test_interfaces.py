"""Nobody uses another app's interface: pages and API of an app are entered by address, its verbs by its services.

The other import contracts are in pyproject.toml; this one must name modules that may not exist yet, so it is said here.
"""

import grimp
import pytest

APPS = ["actors", "missions", "portfolios", "school", "research"]
INTERFACE = ["views", "api", "forms", "serializers", "filters", "tasks", "registrations"]
ROOF = {"convergenze.api", "convergenze.urls"}


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("convergenze", *APPS, exclude_type_checking_imports=True, cache_dir=None)


def room_of(module):
    """The app and the room of a dotted name: ("missions", "views") of "missions.views.gate"."""
    return tuple(module.split(".")[:2])


@pytest.mark.parametrize("app", APPS)
def test_an_apps_interface_is_imported_only_by_itself_and_the_roof(graph, app):
    interface = [module for module in graph.modules if room_of(module) in {(app, room) for room in INTERFACE}]
    outsiders = {
        (importer, module)
        for module in interface
        for importer in graph.find_modules_that_directly_import(module)
        if importer.split(".")[0] != app and not any(f"{importer}.".startswith(f"{roof}.") for roof in ROOF)
    }
    assert outsiders == set()
