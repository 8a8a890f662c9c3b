"""Finding: what matches, as far as the reader may see it, best first."""

import difflib
from dataclasses import dataclass, field

from django.db import connection
from django.db.models.expressions import RawSQL

from convergenze.core.pages import COUNT_LIMIT
from convergenze.search import asking
from convergenze.search.models import Document, Term
from convergenze.search.registry import Source, source_of, sources
from convergenze.search.stores import MOST_HITS, store

PER_GROUP = 5
MOST_RANKED = 1000
MOST_GUESSES = 3
MOST_GUESSED = 6  # words of a query that are looked up one by one


@dataclass
class Group:
    """Results of one kind: the best records, and how many there are (``COUNT_LIMIT`` at most)."""

    source: Source
    count: int
    records: list = field(default_factory=list)

    @property
    def has_more(self):
        """There are more than those shown."""
        return self.count > len(self.records)

    @property
    def is_capped(self):
        """There are more than anybody counted."""
        return self.count >= COUNT_LIMIT


def find(text, user, *, kind="", limit=PER_GROUP, offset=0):
    """``Group`` per kind with a hit, in the order of the registry. ``kind``: only that one.

    Every hit passes ``visible_to(user)``, counts included. Ranks at most 1,000 hits of a kind.
    """
    query = asking.read(text)
    chosen = [source for source in sources() if kind in ("", source.kind)]
    if not query or not chosen:
        return []
    rows = _hits(query, chosen, user, offset, min(offset + limit, MOST_RANKED))
    groups: dict[str, Group] = {}
    ids: dict[str, list[int]] = {}
    for found_kind, object_id, count in rows:
        groups.setdefault(found_kind, Group(source_of(found_kind), min(count, COUNT_LIMIT)))
        ids.setdefault(found_kind, []).append(object_id)
    for found_kind, group in groups.items():
        group.records = _loaded(group.source, ids[found_kind], user)
    return [groups[source.kind] for source in chosen if source.kind in groups]


def ids(model, query):
    """Ids of the rows of ``model`` that match ``query``, as a subquery. Who may see them is for the caller to ask."""
    matching = RawSQL(*store().matches(query))  # noqa: S611 - our own words; what people typed is in the parameters
    return Document.objects.filter(kind=model._meta.label_lower, pk__in=matching).values("object_id")


def guesses(text, user):
    """Up to three other ways to write ``text`` that find something ``user`` may see."""
    words = asking.read(text).forms[:MOST_GUESSED]
    near = [[] if any_hit(word, user) else _near(word) for word in words]
    candidates = []
    for choice in range(MOST_GUESSES):
        other = [found[min(choice, len(found) - 1)] if found else word for word, found in zip(words, near, strict=True)]
        candidates.append(" ".join(other))
    fresh = [one for one in dict.fromkeys(candidates) if one != " ".join(words)]
    return [one for one in fresh if any_hit(one, user)]


def any_hit(text, user):
    """Whether ``text`` finds anything that ``user`` may see."""
    query = asking.read(text)
    return bool(query) and bool(_hits(query, sources(), user, 0, 1))


def _near(word):
    if len(word) < 4 or not word.isalpha():
        return []
    lengths = range(len(word) - 2, len(word) + 3)
    terms = dict(Term.objects.filter(form__startswith=word[0]).exclude(form=word).values_list("form", "written"))
    close = difflib.get_close_matches(word, [form for form in terms if len(form) in lengths], MOST_GUESSES, 0.75)
    return [terms[form] for form in close]


def _hits(query, chosen, user, first, last):
    """Rows (kind, object id, hits of that kind) from place ``first`` to ``last`` of each kind, best first."""
    hits, params = store().hits(query, MOST_HITS)
    seen, seen_params = _seen_by(user, chosen)
    table = Document._meta.db_table
    sql = f"""
        WITH hits AS ({hits}),
        placed AS (
            SELECT document.kind, document.object_id,
                ROW_NUMBER() OVER (PARTITION BY document.kind ORDER BY
                    CASE WHEN document.title = %s THEN 0 ELSE 1 END, hits.rank, document.object_id DESC) AS place,
                COUNT(*) OVER (PARTITION BY document.kind) AS total
            FROM hits JOIN {table} document ON document.id = hits.id WHERE {seen}
        )
        SELECT kind, object_id, total FROM placed WHERE place > %s AND place <= %s ORDER BY kind, place
    """  # noqa: S608 - made of our own words; what people typed is in the parameters
    title = " ".join(query.forms)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, title, *seen_params, first, last])
        return cursor.fetchall()


def _seen_by(user, chosen):
    """The condition that a document's record exists for ``user``: one branch per kind."""
    branches, params = [], []
    for source in chosen:
        # Asked of each hit: a list of all that exists would cost more than the search.
        same = f'"{source.model._meta.db_table}"."{source.model._meta.pk.column}" = document.object_id'
        rows = source.rows(user).order_by().extra(where=[same]).values("pk")  # noqa: S610 - names of our own
        sql, own_params = rows.query.get_compiler(connection=connection).as_sql()
        branches.append(f"(document.kind = %s AND EXISTS ({sql}))")
        params += [source.kind, *own_params]
    return "(" + " OR ".join(branches) + ")", params


def _loaded(source, ids, user):
    # Through the reader's rows, so that the line above a hit names nothing they may not see.
    rows = source.rows(user).select_related(*source.related).in_bulk(ids)
    return [rows[one] for one in ids if one in rows]
