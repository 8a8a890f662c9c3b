"""Files of public projects become mapped actions, again and again without doubling, and can be taken back."""

from decimal import Decimal

import pytest

from actors.models import Actor, Territory
from convergenze.exchange import services as exchange
from convergenze.exchange.models import ImportRow, ImportRun
from convergenze.history import services as history
from portfolios.models import Action, FundingLine, SourceRecord
from portfolios.sheets import ProjectSheet, import_file
from tests.factories.portfolios import PlacementFactory
from tests.portfolios.project_files import many, named, places, project, projects

pytestmark = pytest.mark.django_db
NOTHING = {"created": 0, "updated": 0, "skipped": 0, "errors": [], "rows": 0}


def counts(result):
    return {name: result[name] for name in ("created", "updated", "skipped")} | {"errors": len(result["errors"])}


def outcome(created=0, updated=0, skipped=0, errors=0):
    return {"created": created, "updated": updated, "skipped": skipped, "errors": errors}


def test_a_project_becomes_a_mapped_public_action_of_its_actor(olga):
    import_file(file=projects(project(1)), places=places((1, 37, 59)), by=olga)
    action = Action.objects.get()
    assert [action.title, action.status, action.visibility, action.origin, action.cup, action.cost] == [
        "Tetti solari della scuola numero 1 di Valfiorita", "mapped", "public", "pnrr", "B11B22000001006",
        Decimal("100000.00"),
    ]  # fmt: skip
    assert [action.lead.name, action.lead.tax_code, action.lead.kind] == [
        "Comune di Valfiorita sul Rio", "00530321207", "municipality",
    ]  # fmt: skip
    line = FundingLine.objects.get()
    assert [line.source, line.amount, line.stage, line.programme.name] == [
        "PNRR", Decimal("100000.00"), "awarded", "PNRR M2C2I1.2",
    ]  # fmt: skip


def test_places_the_file_names_in_full_are_made_with_what_they_stand_in(olga):
    import_file(file=projects(project(1)), places=places((1, 37, 59)), by=olga)
    municipality = Action.objects.get().territories.get()
    assert [municipality.istat_code, municipality.name, municipality.parent.istat_code, municipality.parent.name] == [
        "037059", "Vergato", "037", "Bologna",
    ]  # fmt: skip
    region = municipality.parent.parent
    assert [region.istat_code, region.name, municipality.path] == [
        "08", "Emilia-Romagna", f"/{region.pk}/{municipality.parent_id}/{municipality.pk}/",
    ]  # fmt: skip
    assert list(Action.objects.in_territory(region)) == [Action.objects.get()]


def test_a_code_nobody_knows_is_said_on_the_row(olga):
    table = "titolo;codice_istat\nOrto di tutti;999001\n"
    result = import_file(file=named(table.encode(), "tabella.csv"), by=olga)
    assert counts(result) == outcome(created=1)
    assert ImportRow.objects.get().sentences == ["Place not known here: 999001."]
    assert any("import_territories" in str(note) for note in ImportRun.objects.get().notes)


def test_the_source_its_release_and_licence_stay_with_the_action(olga):
    import_file(file=projects(project(1)), by=olga)
    record = SourceRecord.objects.get()
    assert [record.source, record.release, record.licence, record.raw["CUP"]] == [
        "pnrr", "2023-02-21", "CC BY 4.0", "B11B22000001006",
    ]  # fmt: skip


def test_the_same_file_again_changes_nothing(olga):
    assert counts(import_file(file=many(3), by=olga)) == outcome(created=3)
    before = list(Action.objects.order_by("pk").values())
    assert counts(import_file(file=many(3), by=olga)) == outcome(skipped=3)
    assert list(Action.objects.order_by("pk").values()) == before
    assert {row.message for row in ImportRow.objects.filter(outcome="skip")} == {"Unchanged since the last import."}


def test_a_later_release_updates_what_nobody_touched(olga):
    import_file(file=projects(project(1)), by=olga)
    result = import_file(file=projects(project(1, amount="120000,00", day="01/05/2023")), by=olga)
    assert counts(result) == outcome(updated=1)
    assert Action.objects.get().cost == Decimal("120000.00")
    assert [line.amount for line in FundingLine.objects.all()] == [Decimal("120000.00")]
    assert ImportRow.objects.last().message == "Changes: cost, money."


def test_an_earlier_release_changes_nothing(olga):
    import_file(file=projects(project(1, day="01/05/2023")), by=olga)
    assert counts(import_file(file=projects(project(1, amount="5,00")), by=olga)) == outcome(skipped=1)
    assert Action.objects.get().cost == Decimal("100000.00")


def test_what_a_person_wrote_is_kept_and_said(olga, anna):
    import_file(file=projects(project(1)), by=olga)
    action = Action.objects.get()
    action.title = "Il tetto della scuola"
    history.save(action, by=anna)
    changed = project(1, title="Tetti e pompe di calore della scuola di Valfiorita", amount="9000,00", day="01/05/2023")
    assert counts(import_file(file=projects(changed), by=olga)) == outcome(updated=1)
    action.refresh_from_db()
    assert [action.title, action.cost] == ["Il tetto della scuola", Decimal("9000.00")]
    assert ImportRow.objects.last().message == "Changes: cost, money. Kept as a person wrote it: title."


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"status": "proposed"}, "Its owner has taken this action over: it stays as they wrote it."),
        ({"deleted_at": "2026-01-01T00:00:00Z"}, "Somebody moved this action to the bin: it stays there."),
    ],
)
def test_an_action_that_is_no_longer_the_sources_is_left_alone(olga, change, said):
    import_file(file=projects(project(1)), by=olga)
    Action.objects.update(**change)
    assert counts(import_file(file=projects(project(1, amount="1,00", day="01/05/2023")), by=olga)) == outcome(
        skipped=1
    )
    assert ImportRow.objects.last().message == said


def test_the_file_without_its_places_does_not_take_places_away(olga):
    import_file(file=projects(project(1)), places=places((1, 37, 59)), by=olga)
    assert counts(import_file(file=projects(project(1)), by=olga)) == outcome(skipped=1)
    assert Action.objects.get().territories.count() == 1


def test_the_table_of_places_that_comes_later_places_the_actions(olga):
    import_file(file=projects(project(1)), by=olga)
    assert counts(import_file(file=projects(project(1)), places=places((1, 37, 59)), by=olga)) == outcome(updated=1)
    assert Action.objects.get().territories.get().name == "Vergato"


def test_natural_persons_are_never_stored(olga):
    person = project(1, lead="ROSSI MARIO", tax="RSSMRA80A01H501U", title="Impianto di Rossi Mario")
    import_file(file=projects(person), by=olga)
    stored = (
        f"{Action.objects.values()}{Actor.objects.values()}{SourceRecord.objects.values()}{ImportRow.objects.values()}"
    )
    assert "RSSMRA" not in stored.upper()
    assert "ROSSI" not in stored.upper()
    assert Action.objects.get().lead is None


def test_no_row_is_lost(olga):
    file = projects(
        project(1),
        project(2, amount="centomila"),
        project(3) + ";una cella di troppo",
        project(1),
        project(4, amount="-5,00"),
        '"mai chiusa;' + project(5),
        project(6),
    )
    result = import_file(file=file, by=olga)
    assert counts(result) == outcome(created=2, skipped=1, errors=4)
    assert result["rows"] == 7
    assert [(error["line"], error["text"][:8]) for error in result["errors"]] == [
        (3, "centomil"), (4, "B11B2200"), (6, "-5,00"), (7, '"mai chi'),
    ]  # fmt: skip


def test_a_dry_run_writes_nothing_and_says_the_same(olga):
    file = (project(1), project(2, amount="centomila"))
    dry = import_file(file=projects(*file), places=places((1, 37, 59)), by=olga, dry_run=True)
    assert [Action.objects.count(), Territory.objects.count(), ImportRun.objects.count()] == [0, 0, 0]
    assert import_file(file=projects(*file), places=places((1, 37, 59)), by=olga) == dry


def test_taking_an_import_back_bins_what_nobody_touched_and_lists_the_rest(olga, mission):
    import_file(file=many(4), by=olga)
    run, (first, second, third, _fourth) = ImportRun.objects.get(), Action.objects.order_by("pk")
    first.title = "Cambiata da una persona"
    history.save(first, by=olga)
    PlacementFactory(action=second, portfolio__mission=mission)
    Action.objects.filter(pk=third.pk).update(status="proposed")
    exchange.perform_revert(*_begun(exchange.begin_revert(run=run, by=olga)))
    run.refresh_from_db()
    assert run.status == "reverted"
    assert list(Action.objects.alive().order_by("pk")) == [first, second, third]
    assert [row.kept_reason for row in run.rows.filter(kept__isnull=False)] == [
        "Somebody changed this action after the import.",
        "A portfolio holds this action.",
        "Its owner has taken this action over.",
    ]
    assert counts(import_file(file=many(4), by=olga))["created"] == 1


def test_taking_an_update_back_puts_the_old_values_in_place(olga):
    import_file(file=projects(project(1)), places=places((1, 37, 59)), by=olga)
    import_file(file=projects(project(1, amount="7,00", day="01/05/2023")), places=places((1, 37, 60)), by=olga)
    exchange.perform_revert(*_begun(exchange.begin_revert(run=ImportRun.objects.first(), by=olga)))
    action = Action.objects.get()
    assert [action.cost, action.funding_lines.get().amount] == [Decimal("100000.00")] * 2
    assert action.territories.get().istat_code == "037059"


def test_actors_that_only_the_import_needed_go_with_it(olga, municipality):
    import_file(file=projects(project(1), project(2, lead="SOLE E VENTO S.R.L.", tax="01199250158")), by=olga)
    kept = Action.objects.order_by("pk").last()
    kept.summary = "Detto da chi la conduce."
    history.save(kept, by=olga)
    exchange.perform_revert(*_begun(exchange.begin_revert(run=ImportRun.objects.get(), by=olga)))
    assert set(Actor.objects.alive()) == {municipality, kept.lead}


def test_two_actions_with_one_title_have_two_addresses(olga):
    import_file(file=projects(project(1, title="Digitalizzazione degli archivi di Valfiorita"),
                              project(2, title="Digitalizzazione degli archivi di Valfiorita")), by=olga)  # fmt: skip
    assert len(set(Action.objects.values_list("slug", flat=True))) == 2


def test_the_number_of_queries_does_not_grow_with_the_rows(olga, django_assert_max_num_queries):
    import_file(file=many(2), by=olga)
    with django_assert_max_num_queries(90):
        import_file(file=projects(*(project(n) for n in range(100, 400))), by=olga)


def test_the_history_tells_the_import_under_one_batch(olga):
    import_file(file=many(2), by=olga)
    entries = history.entries_of_batch(ImportRun.objects.get().batch)
    assert sorted(entries.values_list("verb", flat=True)) == [
        "actors.actor.import", "portfolios.action.import", "portfolios.action.import",
    ]  # fmt: skip


def test_a_table_of_ones_own_is_read_by_its_mapping(olga):
    table = "Cosa;Chi;Quanto\nOrto di tutti;Associazione Orti;1.500,00\n"
    mapping = {"title": "Cosa", "lead_name": "Chi", "cost": "Quanto"}
    result = import_file(file=named(table.encode(), "orti.csv"), mapping=mapping, by=olga)
    action = Action.objects.get()
    assert [counts(result), action.title, action.lead.name, action.cost] == [
        outcome(created=1), "Orto di tutti", "Associazione Orti", Decimal("1500.00"),
    ]  # fmt: skip


def test_a_municipality_under_two_codes_is_one_actor(olga):
    two = projects(project(1), project(2, tax="01199250158"))
    import_file(file=two, places=places((1, 37, 59), (2, 37, 59)), by=olga)
    import_file(file=projects(project(3, tax="00488410010")), places=places((3, 37, 59)), by=olga)
    assert Actor.objects.get().led_actions.count() == 3


def test_two_municipalities_of_one_name_are_two_actors(olga):
    two = projects(project(1), project(2, tax="01199250158"))
    import_file(file=two, places=places((1, 37, 59), (2, 37, 60)), by=olga)
    assert Actor.objects.count() == 2


def test_every_source_has_a_card():
    assert [card.name for card in ProjectSheet().sources()] == [
        "pnrr", "pnc", "padigitale", "opencup", "opencoesione", "table",
    ]  # fmt: skip


def _begun(answer):
    run, begun = answer
    assert begun
    return run.pk, run.attempt
