"""A database of its own for each run: a file in a temporary folder, or another one beside the one named."""

import os
import shutil
import tempfile
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit


@contextmanager
def own_database(purpose="bench"):
    """Set the environment of a production-like process on an empty database; takes it away at the end.

    To be entered before Django is set up. ``DATABASE_URL`` of PostgreSQL says on which server; the database it names
    is only used to create and drop the other one.
    """
    url, name = os.environ.get("DATABASE_URL", ""), f"convergenze_{purpose}_{os.getpid()}"
    folder = tempfile.mkdtemp(prefix="convergenze-bench-")
    on_server = url.startswith("postgres")
    own = urlunsplit(urlsplit(url)._replace(path=f"/{name}")) if on_server else f"sqlite:///{folder}/bench.sqlite3"
    if on_server:
        _ask(url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}")
    os.environ |= {
        "DATABASE_URL": own, "DEBUG": "False", "DEMO": "False", "PRODUCTION": "False", "SECRET_KEY": "bench",
        "ALLOWED_HOSTS": "testserver", "LOG_LEVEL": "CRITICAL", "REDIS_URL": "", "EMAIL_URL": "dummymail://",
        "API_RATE_ANON": "10000000/min", "API_RATE_USER": "10000000/min",
        "DJANGO_SETTINGS_MODULE": "convergenze.settings",
    }  # fmt: skip
    try:
        yield own
    finally:
        _close()
        shutil.rmtree(folder, ignore_errors=True)
        if on_server:
            _ask(url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _close():
    from django.db import connections

    connections.close_all()


def _ask(url, *statements):
    import psycopg

    with psycopg.connect(url.replace("postgres://", "postgresql://", 1), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)
