"""What every model of the house has."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.apps import apps
from django.core.management import call_command

from convergenze.core.visibility import Visibility
from convergenze.history.queries import record_models
from tests.house.conftest import every_factory

NAMES = "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
COLUMNS = (
    "SELECT one.name, part.name, part.type, part.'notnull' FROM sqlite_master one, pragma_table_info(one.name) part"
)
DONE = "SELECT app, name FROM django_migrations"
OURS = ("actors", "missions", "portfolios", "school", "research", "convergenze")
# Models nobody builds by hand, each with the reason.
WITHOUT_FACTORY = {
    "history.Entry": "written by history.services only",
    "search.Document": "written by the index only",
    "search.Term": "written by the index only",
    "accounts.Token": "made by services.issue_token, which hashes its key",
}


def our_models():
    return [model for model in apps.get_models() if model.__module__.split(".")[0] in OURS and not model._meta.proxy]


def test_migrations_are_complete(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_make_the_tables_that_a_new_machine_gets_from_the_models(tmp_path):
    """In processes of their own: tests and new machines take the short way, every other database the long one."""
    long_way = _catalogue_after(tmp_path / "migrated.sqlite3", "migrate", "--verbosity", "0")
    assert _catalogue_after(tmp_path / "made.sqlite3", "start", "--no-serve") == long_way


def _catalogue_after(file, *command):
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{file}", "DJANGO_SETTINGS_MODULE": "convergenze.settings", "DEMO": "0"
    }  # fmt: skip
    subprocess.run([sys.executable, "manage.py", *command], check=True, env=environment, stdout=subprocess.DEVNULL)
    with closing(sqlite3.connect(file)) as made:
        return [sorted(made.execute(question)) for question in (NAMES, COLUMNS, DONE)]


def test_every_model_has_a_factory_or_a_reason():
    built = {model._meta.label for model in every_factory()}
    missing = {model._meta.label for model in our_models() if not model._meta.auto_created} - built
    assert missing == set(WITHOUT_FACTORY)


@pytest.mark.parametrize("model", record_models(), ids=lambda model: model._meta.label)
def test_list_and_rule_agree(model, cast):
    """``visible_to`` and ``view_<model>`` draw the same line, level by level, for everybody."""
    make = every_factory()[model]
    rows = [make(visibility=level) for level in Visibility.values]
    rows += [make(visibility="public"), make(visibility="team", created_by=cast["chiara"])]
    gone = rows[-2]
    model._base_manager.filter(pk=gone.pk).update(deleted_at=gone.updated_at)
    rows = list(model._base_manager.filter(pk__in=[row.pk for row in rows]))
    permission = f"{model._meta.app_label}.view_{model._meta.model_name}"
    seen = {who: set(model.objects.visible_to(user).filter(pk__in=[r.pk for r in rows])) for who, user in cast.items()}
    allowed = {who: {row for row in rows if user.has_perm(permission, row)} for who, user in cast.items()}
    assert seen == allowed
    assert gone not in set().union(*seen.values())


@pytest.mark.parametrize("model", record_models(), ids=lambda model: model._meta.label)
def test_every_record_has_a_reference_and_a_label_field(model):
    assert len(model.REFERENCE) == 2
    assert model._meta.get_field(model.label_field)


def test_references_do_not_clash():
    references = [model.REFERENCE for model in record_models()]
    assert len(references) == len(set(references))
