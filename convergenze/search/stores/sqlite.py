"""The index in SQLite: one FTS5 table whose row ids are those of the documents."""

from django.db import connection

from convergenze.search.asking import Phrase

CREATE = "CREATE VIRTUAL TABLE search_index USING fts5(a, b, c, d, forms, tokenize = 'ascii', prefix = '2 3 4')"
# No reader can type it: a phrase does not run from one field into the next.
GAP = "u0gap0"
WEIGHTS = "8.0, 5.0, 3.0, 1.0, 0.5"


def create(schema_editor):
    """Make the table."""
    schema_editor.execute(CREATE)


def drop(schema_editor):
    """Take it away."""
    schema_editor.execute("DROP TABLE IF EXISTS search_index")


def write(rows):
    """Put ``rows`` in the index, in place of what stood there."""
    remove([row.id for row in rows])
    values = [
        (row.id, *(" ".join(row.stems.get(weight, ())) for weight in "ABCD"), " ".join(f or GAP for f in row.forms))
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_index (rowid, a, b, c, d, forms) VALUES (%s, %s, %s, %s, %s, %s)", values
        )


def remove(ids):
    """Take documents out of the index."""
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM search_index WHERE rowid = %s", [(one,) for one in ids])


def hits(query, limit):
    """Ids and ranks of the documents that match, at most ``limit``."""
    sql = (
        f"SELECT rowid AS id, bm25(search_index, {WEIGHTS}) AS rank FROM search_index "  # noqa: S608
        f"WHERE search_index MATCH %s LIMIT {int(limit)}"
    )
    return sql, [expression(query)]


def matches(query):
    """Ids of all the documents that match, in no order."""
    return "SELECT rowid FROM search_index WHERE search_index MATCH %s", [expression(query)]


def expression(query):
    """The query in FTS5's language; every word is quoted, so nothing typed is an operator."""
    wanted = " AND ".join(_part(part) for part in query.wanted)
    if not query.unwanted:
        return wanted
    return f"({wanted}) NOT ({' OR '.join(_part(part) for part in query.unwanted)})"


def _part(part):
    if isinstance(part, Phrase):
        return f'forms : "{" ".join(part.forms)}"'
    stems = " OR ".join(f'"{stem}"' for stem in part.stems)
    stemmed = f"{{a b c d}} : ({stems})"
    return f'({stemmed} OR forms : "{part.form}" *)' if part.prefix else f"({stemmed})"
