"""Records in the index."""

import pytest

from convergenze.search import queries, services


@pytest.fixture
def indexed(db):
    """Put records in the index at once and return them: ``indexed(actor, mission)``."""

    def put(*records):
        for record in records:
            services.index([record])
        return records

    return put


@pytest.fixture
def found(db):
    """Titles that a search finds, sorted: ``found("casa", user)``."""

    def ask(text, user, **options):
        groups = queries.find(text, user, limit=50, **options)
        return sorted(str(record) for group in groups for record in group.records)

    return ask
