"""The index itself, in the way of the database in use."""

from django.db import migrations

from convergenze.search.stores import postgres, sqlite


def store_of(schema_editor):
    return postgres if schema_editor.connection.vendor == "postgresql" else sqlite


def create(apps, schema_editor):
    store_of(schema_editor).create(schema_editor)


def drop(apps, schema_editor):
    store_of(schema_editor).drop(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop, elidable=False)]
