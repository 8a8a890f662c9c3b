"""System checks: what must hold before the platform starts."""

from django.conf import settings
from django.core.checks import Error, Tags, register


@register(Tags.database)
def sqlite_survives_concurrency(app_configs, **kwargs):
    """Without WAL, IMMEDIATE and a busy timeout SQLite loses concurrent writes with "database is locked"."""
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        return []
    options = database.get("OPTIONS", {})
    wanted = {
        "transaction_mode IMMEDIATE": options.get("transaction_mode") == "IMMEDIATE",
        "journal_mode WAL": "journal_mode=WAL" in options.get("init_command", ""),
        "a busy timeout": options.get("timeout", 0) >= 5,
    }
    missing = [name for name, there in wanted.items() if not there]
    if not missing:
        return []
    return [
        Error(
            f"SQLite is configured without {', '.join(missing)}.",
            hint="Take the options of convergenze/settings.py, or set DATABASE_URL to a PostgreSQL database.",
            id="convergenze.E001",
        )
    ]
