"""Lists by cost read an index. PostgreSQL needs one of its own: it keeps unknown values at the other end."""

from django.db import migrations, models

UNKNOWN_LAST = (
    "CREATE INDEX IF NOT EXISTS action_by_cost_unknown_last ON portfolios_action (cost DESC NULLS LAST, id DESC)"
)


def on_postgresql(statement):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("portfolios", "0007_reports")]

    operations = [
        migrations.AddIndex("action", models.Index(fields=["-cost", "-id"], name="action_by_cost")),
        migrations.RunPython(
            on_postgresql(UNKNOWN_LAST), on_postgresql("DROP INDEX IF EXISTS action_by_cost_unknown_last")
        ),
    ]
