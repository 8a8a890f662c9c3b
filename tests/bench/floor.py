"""The least a web application can cost here: a WSGI function, the same database driver, no framework.

``rows`` answers 100 actions with their lead and their places as JSON; ``page`` the newest 25 as HTML.
"""

from html import escape

import orjson
from django.db import connection

ACTIONS = """
    SELECT a.id, a.public_id, a.slug, a.code, a.title, a.kind, a.status, a.health, a.stage, a.horizon, a.levers,
           a.starts_on, a.ends_on, a.cost, a.cup, a.origin, a.created_at, a.updated_at, a.version,
           l.public_id, l.name, l.family
    FROM portfolios_action a LEFT JOIN actors_actor l ON l.id = a.lead_id
    WHERE a.deleted_at IS NULL AND a.visibility = 'public' ORDER BY a.id DESC LIMIT {size}
"""
PLACES = """
    SELECT t.action_id, p.public_id, p.name, p.istat_code
    FROM portfolios_action_territories t JOIN actors_territory p ON p.id = t.territory_id WHERE t.action_id IN ({ids})
"""
ACTION = (
    "id", "public_id", "slug", "code", "title", "kind", "status", "health", "stage", "horizon", "levers", "starts_on",
    "ends_on", "cost", "cup", "origin", "created_at", "updated_at", "version",
)  # fmt: skip


def floor_application(environ, start_response):
    """A WSGI application with two addresses, on the connection Django opened (its driver, not its cursor)."""
    body, kind = (_rows(), "application/json") if environ["PATH_INFO"] == "/rows" else (_page(), "text/html")
    start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(len(body)))])
    return [body]


def call_floor(path):
    """Ask the floor once; returns the body."""
    return b"".join(floor_application({"PATH_INFO": path, "REQUEST_METHOD": "GET"}, lambda *answer: None))


def _read(size):
    driver = connection.connection
    actions = driver.execute(ACTIONS.format(size=size)).fetchall()
    places = {}
    for action, *place in driver.execute(PLACES.format(ids=",".join(str(row[0]) for row in actions) or "0")):
        places.setdefault(action, []).append(place)
    return actions, places


def _rows():
    actions, places = _read(100)
    found = []
    for row in actions:
        action = dict(zip(ACTION, row, strict=False))
        action["lead"] = dict(zip(("public_id", "name", "family"), row[len(ACTION) :], strict=True))
        action["territories"] = [
            dict(zip(("public_id", "name", "istat_code"), place, strict=True)) for place in places.get(row[0], ())
        ]
        found.append(action)
    return orjson.dumps({"next": None, "results": found}, default=str)


def _page():
    actions, places = _read(25)
    lines = [_line(row, ", ".join(place[1] for place in places.get(row[0], ()))) for row in actions]
    return f"<!doctype html><title>Azioni</title><table>{''.join(lines)}</table>".encode()


def _line(row, where):
    return (
        f'<tr><th scope="row"><a href="/actions/{row[2]}/">{escape(row[4])}</a></th>'
        f"<td>{escape(str(row[20] or ''))}</td><td>{escape(where)}</td><td>{row[6]}</td><td>{row[13]}</td></tr>"
    )
