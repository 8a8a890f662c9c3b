"""Registers of calls: every row counted, nothing doubled, what people wrote kept, the whole taken back."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from convergenze.exchange import services as exchange
from convergenze.exchange.models import ImportRow, ImportRun
from convergenze.history import services as history
from portfolios.models import FundingCall, FundingProgramme
from portfolios.sheets import CallSheet, import_file
from tests.factories.calls import CallPickFactory
from tests.portfolios.calls.files import DIGITAL, PROCEDURES, QUIRKS, named, plan, plan_row

pytestmark = pytest.mark.django_db


def read(file, by, **options):
    result = import_file(sheet=CallSheet(), file=file, by=by, **options)
    return {name: result[name] for name in ("created", "updated", "skipped", "rows")} | {"errors": result["errors"]}


def counts(result):
    return [result["created"], result["updated"], result["skipped"], len(result["errors"]), result["rows"]]


def test_no_row_is_lost_and_every_quirk_is_read(olga):
    result = read(plan(*QUIRKS), olga)
    assert counts(result) == [4, 0, 1, 3, 8]
    assert [(error["line"], error["column"], error["text"][:20]) for error in result["errors"]] == [
        (8, "Importo previsto PNRR", "molti"),
        (10, "", "M5C2I1.03.00;Housing"),
        (11, "", "Avviso per l'abitare"),
    ]
    first, second, third, fourth = FundingCall.objects.order_by("pk")
    assert [first.amount, first.opens_on, first.closes_on, first.url, first.stated, first.families, first.themes] == [
        Decimal("1500000.50"), date(2027, 2, 10), date(2027, 4, 28), "https://esempio.it/avviso", "In corso",
        ["public_administration"], ["welfare_systems"],
    ]  # fmt: skip
    assert [second.stated, second.url, second.amount, second.families] == [
        "Annullato dopo sospensione TAR", "http://esempio.it/comunicato.pdf", None,
        ["public_administration", "economic_actor", "third_sector"],
    ]  # fmt: skip
    assert [third.kind, third.closes_on, third.url, third.families] == [
        "hiring", None, "https://www.esempio.it/posto", ["economic_actor"],
    ]  # fmt: skip
    assert [fourth.kind, fourth.amount, fourth.closes_on, fourth.url] == [
        "tender", Decimal("68196721.31"), None, "https://a.it/uno",
    ]  # fmt: skip
    assert "comes before the start" in ImportRow.objects.get(label=fourth.title).message


def test_calls_belong_to_a_known_programme_with_its_eligibility(olga):
    read(plan(plan_row()), olga)
    programme = FundingCall.objects.get().programme
    assert [programme.name, programme.eligibility_ends_on] == ["PNRR M5 · Inclusione e coesione", date(2026, 8, 31)]


def test_the_other_registers(olga):
    assert counts(read(named(DIGITAL, "avvisi.csv"), olga)) == [2, 0, 0, 0, 2]
    assert counts(read(named(PROCEDURES, "procedure.csv"), olga)) == [3, 0, 0, 0, 3]
    found = FundingCall.objects.order_by("pk").values_list("source", "title", "kind", "families", "stated")
    assert list(found) == [
        ("padigitale", "1.2 Cloud - Scuole - dicembre", "window", ["knowledge"], "Terminato"),
        ("padigitale", "1.2 Cloud - ASL", "window", ["public_body"], "Terminato"),
        ("procedure", "Avviso pubblico cloud", "window", [], "Procedura a sportello"),
        ("procedure", "Avviso pubblico cloud", "window", [], "Procedura a sportello"),
        ("procedure", "Autonomia", "co_design", ["third_sector"], "Procedura di co-progettazione con il terzo settore"),
    ]


def test_the_same_register_again_changes_nothing(olga):
    read(plan(plan_row(1), plan_row(2)), olga)
    before = list(FundingCall.objects.order_by("pk").values())
    assert counts(read(plan(plan_row(1), plan_row(2)), olga)) == [0, 0, 2, 0, 2]
    assert list(FundingCall.objects.order_by("pk").values()) == before
    assert {row.message for row in ImportRow.objects.filter(outcome="skip")} == {"Unchanged since the last import."}


def test_a_later_register_changes_what_nobody_touched_and_keeps_the_rest(olga):
    read(plan(plan_row()), olga)
    call = FundingCall.objects.get()
    call.title = "Abitare temporaneo, spiegato bene"
    history.save(call, by=olga)
    changed = plan(plan_row(closes="30/06/2027").replace("Avviso per l'abitare", "Bando per l'abitare"))
    assert counts(read(changed, olga)) == [0, 1, 0, 0, 1]
    call.refresh_from_db()
    assert [call.title, call.closes_on] == ["Abitare temporaneo, spiegato bene", date(2027, 6, 30)]
    assert ImportRow.objects.last().message == "Changes: closing day. Kept as a person wrote it: title."


def test_a_call_in_the_bin_stays_there(olga):
    read(plan(plan_row()), olga)
    history.discard(FundingCall.objects.get(), by=olga)
    assert counts(read(plan(plan_row(amount="7")), olga)) == [0, 0, 1, 0, 1]
    assert ImportRow.objects.last().message == "Somebody moved this call to the bin: it stays there."


def test_a_dry_run_writes_nothing_and_says_the_same(olga):
    dry = read(plan(*QUIRKS), olga, dry_run=True)
    assert [FundingCall.objects.count(), FundingProgramme.objects.count(), ImportRun.objects.count()] == [0, 0, 0]
    assert read(plan(*QUIRKS), olga) == dry


def test_taking_a_register_back_leaves_what_was_touched_or_followed(olga):
    read(plan(*(plan_row(number) for number in (1, 2, 3))), olga)
    first, second, third = FundingCall.objects.order_by("pk")
    first.summary = "Scritto da una persona"
    history.save(first, by=olga)
    CallPickFactory(call=second)
    run, _begun = exchange.begin_revert(run=ImportRun.objects.get(), by=olga)
    exchange.perform_revert(run.pk, run.attempt)
    assert list(FundingCall.objects.alive().order_by("pk")) == [first, second]
    assert [row.kept_reason for row in run.rows.filter(kept__isnull=False)] == [
        "Somebody changed this call after the import.", "A portfolio follows this call.",
    ]  # fmt: skip
    assert counts(read(plan(plan_row(3)), olga)) == [1, 0, 0, 0, 1]
    third.refresh_from_db()
    assert third.deleted_at is not None


def test_taking_an_update_back_puts_the_old_values_in_place(olga):
    read(plan(plan_row()), olga)
    read(plan(plan_row(amount="7", closes="")), olga)
    run, _begun = exchange.begin_revert(run=ImportRun.objects.order_by("pk").last(), by=olga)
    exchange.perform_revert(run.pk, run.attempt)
    call = FundingCall.objects.get()
    assert [call.amount, call.closes_on] == [Decimal("1500000.50"), date(2027, 4, 28)]


def run(*arguments):
    out = StringIO()
    call_command("import_calls", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_tells_counts_and_errors(tmp_path):
    path = tmp_path / "bandi.csv"
    path.write_bytes(plan(plan_row(1), plan_row(2, amount="molti")).getvalue())
    told = json.loads(run(str(path), "--source", "pnrr_bandi", "--json"))
    assert told == {
        "created": 1, "updated": 0, "skipped": 0, "rows": 2,
        "errors": [
            {
                "line": 3, "column": "Importo previsto PNRR", "text": "molti",
                "reason": "Expected an amount such as 1.234,56 or 1234.56.",
            }
        ],
    }  # fmt: skip
    assert run(str(path), "--dry-run").splitlines()[-1] == "2 rows: 0 created, 0 updated, 1 skipped, 1 errors"


@pytest.mark.parametrize(
    ("text", "arguments", "said"),
    [
        ("a;b\n1;2\n", [], "none of the known files|not the columns"),
        ("a;b\n1;2\n", ["--source", "procedure"], "not the columns of “PNRR – procedure di attivazione”"),
        ("a;b\n1;2\n", ["--dry-run"], "not the columns"),
    ],
)
def test_a_file_of_something_else_is_one_sentence(tmp_path, text, arguments, said):
    (tmp_path / "f.csv").write_text(text)
    with pytest.raises(CommandError, match=said):
        run(str(tmp_path / "f.csv"), *arguments)
    assert FundingCall.objects.count() == 0


def test_loading_the_programmes_twice_makes_them_once_and_keeps_what_people_wrote():
    FundingProgramme.objects.create(name="URBACT IV", fund="Il nostro")
    for said in ("46 programmes created, 1 completed", "0 programmes created, 0 completed"):
        out = StringIO()
        call_command("load_programmes", stdout=out)
        assert out.getvalue().strip() == said
    urbact = FundingProgramme.objects.get(name="URBACT IV")
    assert [urbact.fund, urbact.eligibility_ends_on] == ["Il nostro", date(2029, 12, 31)]
    assert FundingProgramme.objects.get(name="PR FESR Emilia-Romagna 2021-2027").eligibility_ends_on == date(
        2029, 12, 31
    )
