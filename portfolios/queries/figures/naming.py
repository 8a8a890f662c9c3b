"""How records appear in the figures of the analyses."""


def named(record):
    """How a record appears in an analysis: id, code, name and the address of its page."""
    return record and {"id": record.uid or None, "code": record.code, "name": record.name, "page": record.href or None}


def listed(records):
    return [named(record) for record in records]
