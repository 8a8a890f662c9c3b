"""The tables of a new machine, made from the models in a moment.

Migrations would make the same ones one change at a time, in most of a minute; tests/house/test_models.py proves that
they are the same. A database that holds anything goes through its migrations.
"""

from django.apps import apps
from django.core.management import call_command
from django.db import connection

from convergenze.search.stores import sqlite


def prepare():
    """Bring the database to the present tables. Raises ``DatabaseError``."""
    if connection.vendor == "sqlite" and not connection.introspection.table_names():
        _create()
        call_command("migrate", fake=True, verbosity=0, interactive=False)  # all of them are written down as done
    else:
        call_command("migrate", verbosity=0, interactive=False)


def _create():
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.managed and not model._meta.proxy:
                editor.create_model(model)
        sqlite.create(editor)
