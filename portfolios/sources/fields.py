"""What a source may say about a project."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """Something a source says about a project, and the headers (as ``column_key``) that say it."""

    name: str
    headers: tuple[str, ...]
    kind: str = "text"  # text, amount or date
    label: str = ""  # a msgid, for the page where a person maps columns
