"""A small storm in a process and a database of its own: a file with WAL and IMMEDIATE, or a new one on PostgreSQL."""

import json
import os
import subprocess
import sys

from django.db import connection


def database_of(kind):
    """The address to give to a storm; "" is a file of SQLite."""
    if kind == "sqlite":
        return ""
    found = connection.settings_dict
    return f"postgres://{found['USER']}@{found['HOST']}:{found['PORT'] or 5432}/postgres"


def storm(kind, *arguments):
    """Run ``python -m tests.storm`` there: (exit code, what it told)."""
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    environment["DATABASE_URL"] = database_of(kind)
    command = [sys.executable, "-m", "tests.storm", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)["storms"]
