"""Files about bodies (the Indice PA and its relatives): what each row will do, and doing it."""

from django.utils.translation import gettext_noop as _

from actors.queries import municipalities_by_istat
from actors.services import Body, KnownActors, complete_actors, known_actors, recognised, resolve_actors
from actors.sheets.plan import CREATE, ERROR, SKIP, UPDATE, Plan, PlannedRow, by_key, first_of
from convergenze.core import codes
from convergenze.exchange.cells import clean_text, is_blank
from convergenze.exchange.messages import message
from convergenze.exchange.reading import BrokenRow, UnreadableFile, column_key

NAMES = ("denominazione_ente", "ente", "denominazione", "nome", "name", "ragione_sociale")
TAX = ("codice_fiscale_ente", "codice_fiscale", "cf", "tax_code")
IPA = ("codice_ipa", "cod_amm", "ipa_code")
PLACE = ("codice_comune_istat", "cod_comune", "codice_istat_comune", "istat_code")


def plan_actors(table, *, source=""):
    """The ``Plan`` for a table of bodies; reads what is known, writes nothing. ``UnreadableFile`` without names.

    A known actor only gets what it lacks: what people wrote stays.
    """
    keys = {column_key(name) for name in table.columns}
    if not keys & set(NAMES):
        raise UnreadableFile(message(_("No column with the bodies' names: call it denominazione_ente, ente or name.")))
    plan = Plan(source=source)
    bodies = [_read(row, plan) for row in table]
    checked = recognised([body for body in bodies if body])
    known, seen = known_actors(checked.values()), KnownActors()
    places = municipalities_by_istat({body.place for body in checked.values() if body.place})
    for planned in plan.rows:
        if planned.outcome != ERROR:
            _decide(planned, checked[planned.line], known, seen, places)
    return plan


def apply_plan(plan, *, by, batch=None):
    """Do what ``plan`` says; returns the actors created and completed."""
    new = [row.what for row in plan.rows if row.outcome == CREATE]
    made = resolve_actors(new, by=by, source=plan.source, batch=batch)
    completed = [(row.what, row.changes) for row in plan.rows if row.outcome == UPDATE]
    return [*made.values(), *complete_actors(completed, by=by, source=plan.source, batch=batch)]


def _read(row, plan):
    if isinstance(row, BrokenRow):
        plan.rows.append(PlannedRow(row.line, ERROR, message=row.message, text=row.text))
        return None
    cells = {key: "" if is_blank(value) else value for key, value in by_key(row.cells).items()}
    name, tax = clean_text(first_of(cells, NAMES)), first_of(cells, TAX)
    planned = PlannedRow(row.line, CREATE, label=name)
    plan.rows.append(planned)
    if fault := _fault(name, tax):
        planned.outcome, planned.message, planned.text = ERROR, fault, "" if codes.is_natural_person(tax) else tax
        return None
    return _body(row.line, name, tax, cells)


def _fault(name, tax):
    if not name:
        return message(_("The name of the body is missing."))
    if codes.is_natural_person(tax):
        return message(_("This is the tax code of a person: people are not stored as actors."))
    if tax and not codes.normalise_body_tax_code(tax):
        return message(_("“%(text)s” is not a tax code: eleven digits with the right check digit."), text=tax[:40])
    return None


def _body(line, name, tax, cells):
    site = first_of(cells, ("sito_istituzionale", "sito", "website"))
    return Body(
        key=line,
        name=name,
        tax_code=codes.normalise_body_tax_code(tax),
        ipa_code=codes.normalise_ipa(first_of(cells, IPA)),
        place=codes.normalise_municipality(first_of(cells, PLACE)),
        category=first_of(cells, ("codice_categoria",)),
        kind="health_authority" if first_of(cells, ("tipologia_ente",)) == "ASL" else "",
        short_name=first_of(cells, ("acronimo",)),
        website=site if site.startswith(("http://", "https://")) or not site else f"https://{site}",
        email=first_of(cells, ("mail1", "email")).lower(),
        address=clean_text(first_of(cells, ("indirizzo", "address"))),
    )


def _decide(planned, body, known, seen, places):
    if twin := seen.find(body):
        planned.outcome = SKIP
        planned.message = message(_("The same body is at line %(line)d."), line=twin.key)
        return
    seen.add([body])
    planned.what = body
    if actor := known.find(body):
        planned.what, planned.changes = actor, _missing(actor, body, places)
        planned.outcome = UPDATE if planned.changes else SKIP
        planned.message = "" if planned.changes else message(_("Known already, nothing to add."))


def _missing(actor, body, places):
    """{field: value} of what the row knows and the actor lacks."""
    given = {
        name: getattr(body, name) for name in ("tax_code", "ipa_code", "website", "email", "address", "short_name")
    }
    found = {name: value for name, value in given.items() if value and not getattr(actor, name)}
    if actor.seat_id is None and body.place in places:
        found["seat"] = places[body.place]
    return found
