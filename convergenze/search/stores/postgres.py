"""The index in PostgreSQL: one tsvector per document, written word by word, so no dictionary of the server matters."""

from django.db import connection

from convergenze.search.asking import Phrase

CREATE = (
    "CREATE TABLE search_index (id bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX search_index_words ON search_index USING gin (words)",
)
# Forms are marked, because a stem may be spelled like the form of another word.
FORM = "."
MOST_POSITIONS = 16_000


def create(schema_editor):
    """Make the table and its index."""
    for statement in CREATE:
        schema_editor.execute(statement)


def drop(schema_editor):
    """Take it away."""
    schema_editor.execute("DROP TABLE IF EXISTS search_index")


def write(rows):
    """Put ``rows`` in the index, in place of what stood there."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_index (id, words) VALUES (%s, %s::tsvector) "
            "ON CONFLICT (id) DO UPDATE SET words = excluded.words",
            [(row.id, vector(row)) for row in rows],
        )


def remove(ids):
    """Take documents out of the index."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_index WHERE id = ANY(%s)", [list(ids)])


def hits(query, limit):
    """Ids and ranks of the documents that match, at most ``limit``."""
    sql = (
        "SELECT id, -ts_rank('{0.1, 0.3, 0.6, 1.0}', words, asked) AS rank "
        f"FROM search_index, CAST(%s AS tsquery) AS asked WHERE words @@ asked LIMIT {int(limit)}"  # noqa: S608
    )
    return sql, [expression(query)]


def matches(query):
    """Ids of all the documents that match, in no order."""
    return "SELECT id FROM search_index WHERE words @@ CAST(%s AS tsquery)", [expression(query)]


def vector(row):
    """A tsvector literal: 'casa':1A '.case':1 …; words are plain ASCII, so quotes are all it takes."""
    places: dict[str, list[str]] = {}
    position = 0
    for weight in "ABCD":
        for stem in row.stems.get(weight, ()):
            position += 1
            places.setdefault(stem, []).append(f"{min(position, MOST_POSITIONS)}{weight}")
    for position, form in enumerate(row.forms, start=1):
        if form and position <= MOST_POSITIONS:
            places.setdefault(FORM + form, []).append(f"{position}")
    return " ".join(f"'{word}':{','.join(at[:255])}" for word, at in places.items())


def expression(query):
    """The query in the language of tsquery; every word is quoted, so nothing typed is an operator."""
    parts = [_part(part) for part in query.wanted] + [f"!({_part(part)})" for part in query.unwanted]
    return " & ".join(parts)


def _part(part):
    if isinstance(part, Phrase):
        return "(" + " <-> ".join(f"'{FORM}{form}'" for form in part.forms) + ")"
    choices = [f"'{stem}'" for stem in part.stems]
    if part.prefix:
        choices.append(f"'{FORM}{part.form}':*")
    return f"({' | '.join(choices)})"
