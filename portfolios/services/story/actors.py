"""The actors of a story. Its own code of an actor is kept as a former identifier, so that an export gives it back."""

from actors.choices import KINDS, Family, Kind
from actors.models import Actor, HistoricalIdentifier
from convergenze.core.visibility import Visibility
from convergenze.history import services as history

SCHEME = "story"
# The kind to use when a story tells only the family.
PLAIN_KINDS = {
    Family.PUBLIC_ADMINISTRATION: Kind.MUNICIPALITY,
    Family.PUBLIC_BODY: Kind.OTHER_PUBLIC_BODY,
    Family.FOUNDATION: Kind.PARTICIPATORY_FOUNDATION,
    Family.COOPERATION: Kind.WORKER_COOP,
    Family.ECONOMIC_ACTOR: Kind.COMPANY_SME,
    Family.THIRD_SECTOR: Kind.OTHER_ETS,
    Family.FINANCIAL_BODY: Kind.BANK,
    Family.CIVIL_SOCIETY: Kind.INFORMAL_GROUP,
    Family.KNOWLEDGE: Kind.RESEARCH_CENTRE,
}


def identifier(slug, code):
    """How the code ``A01`` of the story ``case-piene`` is kept: "case-piene:A01"."""
    return f"{slug}:{code}"


def write_actors(telling, places):
    """{code: Actor}. An actor of an earlier loading, or one of the same name and kind, is used again."""
    known = _known(telling)
    taken = {actor.pk for actor in known.values()}
    found = {}
    for code, given in telling.world.actors.items():
        kind = _kind(telling.story["actors"][code].get("kind"), given.family)
        actor = known.get(code) or _same(given, kind, taken) or _add(telling, given, kind, places)
        _keep_code(telling, code, actor)
        taken.add(actor.pk)
        found[code] = actor
    return found


def _known(telling):
    prefix = identifier(telling.slug, "")
    rows = HistoricalIdentifier.objects.filter(scheme=SCHEME, value__startswith=prefix).select_related("actor")
    return {row.value.removeprefix(prefix): row.actor for row in rows if row.actor.deleted_at is None}


def _same(given, kind, taken):
    rows = Actor.objects.current().filter(name=given.name, kind=kind, family=given.family)
    return rows.exclude(pk__in=taken).first()


def _add(telling, given, kind, places):
    actor = Actor(name=given.name, kind=kind, family=given.family, also_families=sorted(given.also_families))
    actor.language, actor.visibility = telling.language, Visibility.PUBLIC
    actor.source = telling.story.get("title") or telling.slug
    actor.ensure_slug()
    actor.save()
    actor.works_in.set([places.whole])
    history.record(actor, "import", by=telling.by, batch=telling.batch)
    return actor


def _keep_code(telling, code, actor):
    HistoricalIdentifier.objects.get_or_create(actor=actor, scheme=SCHEME, value=identifier(telling.slug, code))


def _kind(given, family):
    """The kind the story says, when it belongs to the family the story says."""
    return given if given in KINDS[Family(family)] else PLAIN_KINDS[Family(family)]
