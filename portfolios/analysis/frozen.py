"""Plain data of the analyses as JSON and back: what a snapshot keeps of a world.

Amounts become text (no digit is lost), dates ISO text, sets sorted lists, mappings lists of pairs (JSON has no keys
but text). A field that an older snapshot does not have takes the default of today's class.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from .world import Key, in_order


def freeze(value: Any) -> Any:
    """``value`` (dataclasses, collections, dates, amounts) as JSON data; equal values give equal data."""
    if isinstance(value, (str, int, float, NoneType)):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: freeze(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return [[freeze(key), freeze(value[key])] for key in value]
    if isinstance(value, (set, frozenset)):
        return _sorted([freeze(item) for item in value])
    return [freeze(item) for item in value]


def thaw(kind: Any, data: Any) -> Any:
    """The value of type ``kind`` that ``freeze`` made ``data`` of."""
    if data is None or kind is Any:
        return _as_key(data)
    if is_dataclass(kind):
        return _thaw_dataclass(kind, data)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is frozenset:
        return frozenset(thaw(inner[0], item) for item in data)
    if origin is tuple:
        return _thaw_tuple(inner, data)
    if origin and issubclass(origin, Mapping):
        return {thaw(inner[0], key): thaw(inner[1], item) for key, item in data}
    if NoneType in inner:
        return thaw(next(one for one in inner if one is not NoneType), data)
    return _thaw_plain(kind, data)


def _thaw_plain(kind: Any, data: Any) -> Any:
    if kind is date:
        return date.fromisoformat(data)
    return Decimal(data) if kind is Decimal else data


def _thaw_dataclass(kind: Any, data: Mapping[str, Any]) -> Any:
    known = {name: thaw(hint, data[name]) for name, hint in _hints(kind).items() if name in data}
    return kind(**known)


def _thaw_tuple(inner: tuple[Any, ...], data: list[Any]) -> tuple[Any, ...]:
    if len(inner) == 2 and inner[1] is Ellipsis:
        return tuple(thaw(inner[0], item) for item in data)
    return tuple(thaw(hint, item) for hint, item in zip(inner, data, strict=True))


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind) if field.init}


def _sorted(items: list[Any]) -> list[Any]:
    return in_order([_as_key(item) for item in items])


def _as_key(data: Any) -> Key:
    """Keys are numbers, texts or, for pairs, tuples of them."""
    return tuple(map(_as_key, data)) if isinstance(data, list) else data
