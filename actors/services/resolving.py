"""From what a file says about bodies to actors: found by code or name, made where nobody is."""

from collections import namedtuple
from dataclasses import dataclass, replace

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from actors.choices import Kind
from actors.models import Actor, HistoricalIdentifier
from actors.queries.places import municipalities_by_istat, municipality_by_code
from actors.sources.kinds import folded, guess_kind
from actors.sources.names import readable_name
from convergenze.core import codes
from convergenze.core.visibility import Visibility
from convergenze.history import services as history


@dataclass(frozen=True)
class Body:
    """A body as a file names it. ``key`` is the caller's; ``place``: ISTAT code of the municipality of its seat."""

    key: object
    name: str = ""
    tax_code: str = ""
    ipa_code: str = ""
    place: str = ""
    category: str = ""
    kind: str = ""
    short_name: str = ""
    website: str = ""
    email: str = ""
    address: str = ""
    legal_form: str = ""


def resolve_actors(bodies, *, by, source="", batch=None):
    """{key: actor} for ``Body`` rows: found by tax code, IPA code, former code or exact name; made when unknown.

    Municipalities are recognised by their own tax or IPA code and get name, seat and codes from the territories.
    Others are made public, with the kind guessed from the name. Natural persons (16-character codes) and rows
    without name and code are left out. A constant number of queries; safe beside another import of the same bodies.
    """
    rows = recognised([_checked(body) for body in bodies if _is_body(body)])
    for attempt in (1, 2):
        known = known_actors(rows.values())
        missing = different([body for body in rows.values() if known.find(body) is None])
        try:
            with transaction.atomic():
                known.add(_make(missing, by, source, batch))
            break
        except IntegrityError:
            # Another import made one of them in between: look again, once.
            if attempt == 2:
                raise
    return {key: known.find(body) for key, body in rows.items()}


def _is_body(body):
    return bool(body.name or body.tax_code) and not codes.is_natural_person(body.tax_code)


def _checked(body):
    values = vars(body) | {
        "tax_code": codes.normalise_body_tax_code(body.tax_code),
        "ipa_code": codes.normalise_ipa(body.ipa_code),
        "place": codes.normalise_municipality(body.place),
    }
    return Body(**values)


def recognised(bodies):
    """{key: body}: a municipality named only by its IPA code gets the tax code that the territories know.

    IPA codes of territories are a convention (c_ and the cadastral code), so name or place must agree as well.
    """
    by_ipa, tax = municipality_by_code("ipa"), {t.pk: code for code, t in municipality_by_code("tax_code").items()}
    found = {}
    for body in bodies:
        place = by_ipa.get(body.ipa_code)
        if place and not body.tax_code and place.pk in tax and _is_its_body(body, place):
            body = replace(body, tax_code=tax[place.pk], place=place.istat_code)
        found[body.key] = body
    return found


def _is_its_body(body, place):
    named = folded(body.name).removeprefix("comune di ").removeprefix("citta di ")
    return guess_kind(body.name, "", body.category) == Kind.MUNICIPALITY and (
        named == folded(place.name) or body.place == place.istat_code
    )


def different(bodies):
    """``bodies`` without those that an earlier one already names by a code or by its name."""
    kept, found = KnownActors(), []
    for body in bodies:
        if kept.find(body) is None:
            kept.add([body])
            found.append(body)
    return found


Named = namedtuple("Named", "pk name tax_code ipa_code")


class KnownActors:
    """Actors (or bodies of a file) by every code and name that a file may call them by."""

    def __init__(self):
        self.by_tax, self.by_ipa, self.by_name = {}, {}, {}

    def add(self, actors):
        """Take in ``actors``; earlier ones keep their place."""
        for actor in actors:
            for index, key in ((self.by_tax, actor.tax_code), (self.by_ipa, actor.ipa_code)):
                if key:
                    index.setdefault(key, actor)
            self.by_name.setdefault(folded(actor.name), actor)

    def only(self, actors):
        """The same with the records of ``actors`` ({id: actor}) in the place of their names, without the others."""
        kept = KnownActors()
        for name in ("by_tax", "by_ipa", "by_name"):
            found = {key: actors[row.pk] for key, row in getattr(self, name).items() if row.pk in actors}
            setattr(kept, name, found)
        return kept

    def find(self, body):
        """The actor of ``body``, or None. A name alone is enough only where no tax code says otherwise."""
        found = (self.by_tax.get(body.tax_code) if body.tax_code else None) or (
            self.by_ipa.get(body.ipa_code) if body.ipa_code else None
        )
        if found:
            return found
        namesake = self.by_name.get(folded(readable_name(body.name))) if body.name else None
        if namesake is None or (body.tax_code and namesake.tax_code) or (body.ipa_code and namesake.ipa_code):
            return None
        return namesake


def known_actors(bodies):
    """The ``KnownActors`` that are among ``bodies``. Three queries."""
    bodies, index = list(bodies), KnownActors()
    # Names compare folded, which no query does: all are read, but only as names and codes.
    index.add(Actor.objects.current().order_by("name").values_list("pk", "name", "tax_code", "ipa_code", named=True))
    _add_former(index, {code for body in bodies for code in (body.tax_code, body.ipa_code) if code})
    wanted = {found.pk for body in bodies if (found := index.find(body))}
    actors = Actor.objects.current().with_counts().defer("seat__boundary", "description").in_bulk(wanted)
    return index.only(actors)


def _add_former(index, values):
    """Codes that current actors had before; those of today come first."""
    former = HistoricalIdentifier.objects.filter(
        scheme__in=("tax_code", "ipa_code"), value__in=values, actor__in=Actor.objects.current().values("pk")
    )
    names = ("actor_id", "actor__name", "actor__tax_code", "actor__ipa_code", "scheme", "value")
    for pk, name, tax_code, ipa_code, scheme, value in former.values_list(*names):
        target = index.by_tax if scheme == "tax_code" else index.by_ipa
        target.setdefault(value, Named(pk, name, tax_code, ipa_code))


def _make(bodies, by, source, batch):
    if not bodies:
        return []
    by_tax, by_ipa = municipality_by_code("tax_code"), municipality_by_code("ipa")
    seats = municipalities_by_istat({body.place for body in bodies if body.place})
    actors = [
        _actor(body, by_tax.get(body.tax_code) or by_ipa.get(body.ipa_code), seats.get(body.place), source, by)
        for body in bodies
    ]
    _give_slugs(actors)
    made = Actor.objects.bulk_create(actors, batch_size=500)
    history.record_many(made, "import", by=by, batch=batch, reason=source)
    return made


def _actor(body, municipality, seat, source, by):
    values = {
        "name": readable_name(body.name)[:300] or _("Body with tax code %s") % body.tax_code,
        "kind": body.kind or guess_kind(body.name, body.tax_code, body.category),
        "seat": seat,
        "ipa_code": body.ipa_code,
    }
    if municipality and values["kind"] in (Kind.MUNICIPALITY, Kind.COMPANY_SME, Kind.OTHER_ETS):
        # The name in a file may be cut or in another language; the register of municipalities is the better source.
        values |= {"name": f"Comune di {municipality.name}", "kind": Kind.MUNICIPALITY, "seat": municipality}
    return Actor(
        **values,
        family=Kind(values["kind"]).family,
        tax_code=body.tax_code,
        short_name=body.short_name[:80],
        website=body.website,
        email=body.email,
        address=body.address[:200],
        legal_form=body.legal_form[:120],
        visibility=Visibility.PUBLIC,
        source=source[:200],
        created_by=by if getattr(by, "pk", None) else None,
    )


def _give_slugs(actors):
    """Free slugs for many new actors at once: one query."""
    bases = {slugify(actor.name)[:80].strip("-") for actor in actors}
    taken = set(Actor.objects.filter(slug__in=bases).values_list("slug", flat=True))
    for actor in actors:
        actor.ensure_slug(taken=taken.__contains__)
        taken.add(actor.slug)


@transaction.atomic
def complete_actors(pairs, *, by, source="", batch=None):
    """Set the fields of [(actor, {field: value})], which the actors lacked, in bulk; returns the actors."""
    changes, fields = {}, set()
    for actor, values in pairs:
        changes[actor.pk] = {name: [None, getattr(value, "pk", value)] for name, value in values.items()}
        for name, value in values.items():
            setattr(actor, name, value)
        actor.version += 1
        fields |= set(values)
    actors = [actor for actor, _values in pairs]
    if actors:
        Actor.objects.bulk_update(actors, [*fields, "version"], batch_size=200)
        history.record_many(actors, "import", by=by, batch=batch, reason=source, changes=changes)
    return actors
