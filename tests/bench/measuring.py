"""Asks every page as every reader, beside the floor, and says what each cost and what it may cost."""

import gzip
import re
from dataclasses import dataclass
from pathlib import Path

from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from convergenze.core.lasting import keep_what_is_loaded
from tests.bench import pages as budgets
from tests.bench.clock import Cost, packed, sample
from tests.bench.floor import call_floor

FIRST_VIEW, NEXT_VIEW = 150_000, 30_000
FLOORS = {"floor: 100 rows": "/rows", "floor: HTML of 25": "/page"}
LINKED = re.compile(rb'(?:href|src)="/static/([^"#?]+\.(?:css|js|svg|png))')


@dataclass(frozen=True)
class Line:
    """One row of the table. ``over``: what went over its budget; ``busy``: what did so only in its slower calls."""

    name: str
    reader: str
    cost: Cost
    budget: str
    over: str
    busy: str = ""

    @property
    def verdict(self):
        """The word at the end of the line."""
        words = [f"over: {self.over}" if self.over else "", f"busy: {self.busy}" if self.busy else ""]
        return ", ".join(filter(None, words)) or ("ok" if self.budget else "")


def client_of(user=None):
    """A client that reads Italian; signed in as ``user`` if given."""
    client = Client(headers={"accept-language": "it"}, raise_request_exception=False)
    if user is not None:
        client.force_login(user)
    return client


def measure(site, pages, rounds):
    """The floor's lines, then one per page and reader. Every call runs once per round, floor included."""
    users = {"visitor": None, "member": site.member, "officer": site.officer}
    clients = {name: client_of(user) for name, user in users.items()}
    asked = {(page, reader): _asking(clients[reader], page.path) for page in pages for reader in page.readers}
    keep_what_is_loaded()  # as a server does when it starts
    weighed = {key: weigh(call) for key, call in asked.items()}
    calls = {key: call for key, call in asked.items() if weighed[key].status == 200}
    floors = {name: lambda path=path: call_floor(path) for name, path in FLOORS.items()}
    costs = sample(calls | floors, rounds)
    floor = costs["floor: 100 rows"].cpu_ms
    lines = [Line(name, "", _floor_cost(costs[name], path), "", "") for name, path in FLOORS.items()]
    for key, cost in weighed.items():
        timed = costs.get(key, cost)
        cost.cpu, cost.wall = timed.cpu, timed.wall
        lines.append(_judged(*key, cost, floor))
    return lines


def _asking(client, path):
    return lambda: client.get(path)


def weigh(call):
    """Queries, status and bytes of one answer."""
    with CaptureQueriesContext(connection) as queries:
        answer = call()
    cost = Cost(queries=len(queries), status=answer.status_code)
    if not answer.streaming:
        cost.size, cost.packed = len(answer.content), packed(answer.content)
    return cost


def _floor_cost(cost, path):
    body = call_floor(path)
    cost.queries, cost.size, cost.packed = 2, len(body), packed(body)
    return cost


def _judged(page, reader, cost, floor):
    limits = {
        "list": (budgets.LIST_CPU, None),
        "detail": (budgets.DETAIL_CPU, budgets.DETAIL_P95),
        "search": (None, budgets.SEARCH_P95),
        "api": (budgets.API_FACTOR * floor, None),
    }
    cpu, wall = limits[page.kind]
    written = [f"CPU {cpu:.0f}" if cpu else "", f"p95 {wall}" if wall else ""]
    fastest = min(cost.wall, default=0)
    over = [
        f"answers {cost.status}" if cost.status != 200 else "",
        f"CPU ×{cost.least_ms / cpu:.1f}" if cpu and cost.least_ms > cpu else "",
        f"p95 ×{fastest / wall:.1f}" if wall and fastest > wall else "",
        f"{cost.packed // 1000} KB" if page.kind != "api" and cost.packed > NEXT_VIEW else "",
    ]
    busy = [
        f"CPU ×{cost.cpu_ms / cpu:.1f}" if cpu and cost.least_ms <= cpu < cost.cpu_ms else "",
        f"p95 ×{cost.p95_ms / wall:.1f}" if wall and fastest <= wall < cost.p95_ms else "",
    ]
    return Line(page.name, reader, cost, *(", ".join(filter(None, words)) for words in (written, over, busy)))


def first_view(client, path):
    """Compressed bytes of a page with the style sheets, scripts and pictures it asks for (fonts apart)."""
    html = client.get(path).content
    names = {name.decode() for name in LINKED.findall(html)}
    files = [Path(found) for name in names if (found := finders.find(name))]
    return packed(html) + sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)
