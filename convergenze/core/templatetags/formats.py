"""Numbers, money and dates in the reader's format; a value that is not known is always "–"."""

import datetime
from functools import lru_cache

from django import template
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.translation import get_language

from convergenze.core.marking import marked
from convergenze.core.money import show_euro

register = template.Library()
UNKNOWN = "–"

register.filter("marked", marked)


@register.filter
def euro(amount):
    """€ 1.234.500, with cents only where there are some."""
    return _euro(amount, False, get_language())


@register.filter
def euro_short(amount):
    """€ 12,2 M."""
    return _euro(amount, True, get_language())


@lru_cache(maxsize=8192)
def _euro(amount, short, language):
    # The tables of a portfolio print hundreds of amounts and days, mostly the same.
    return _figure(amount, lambda known: show_euro(known, short=short))


@register.filter
def number(value, places=0):
    """1.234; ``places`` decimals at most, without zeros at the end."""
    return _figure(value, lambda known: number_text(known, int(places)))


@register.filter
def decimal(value, places=1):
    """1.234,5 with exactly ``places`` decimals."""
    return _figure(value, lambda known: formats.number_format(known, int(places), force_grouping=True))


@register.filter
def hours(minutes):
    """3,5 hours of the 210 minutes."""
    return _figure(minutes, lambda known: number_text(known / 60, 1))


@register.filter
def percent(share, places=0):
    """61% of the share 0.61."""
    return _figure(share, lambda known: percent_text(known, int(places)))


def percent_text(share, places=0):
    """61% of the share 0.61, as plain text for attributes."""
    return f"{number_text(share * 100, places)}%"


@register.filter
def day(value):
    """31/12/2032, as <time>."""
    return _time(value, "SHORT_DATE_FORMAT")


@register.filter
def day_long(value):
    """31 dicembre 2032, as <time>."""
    return _time(value, "DATE_FORMAT")


@register.filter
def weekday(value):
    """gio 14 gen 2027, as <time>, in the time zone of the page."""
    if not value:
        return UNKNOWN
    local = _local(value)
    words = formats.date_format(local, "D j M Y")
    # Only English writes days and months with a capital.
    words = words if get_language() == "en" else words.lower()
    return format_html('<time class="cv-num" datetime="{}">{}</time>', local.isoformat(), words)


@register.filter
def moment(value):
    """31/12/2032 9:30, as <time>, in the platform's time zone."""
    return _time(value, "SHORT_DATETIME_FORMAT")


@register.filter
def clock(value):
    """9:30."""
    return UNKNOWN if value is None else formats.time_format(_local(value), "TIME_FORMAT")


@register.simple_tag
def period(start, end):
    """01/01/2027–31/12/2032; an open end stays open."""
    if start is None and end is None:
        return UNKNOWN
    return format_html("{}–{}", day(start) if start else "…", day(end) if end else "…")


def _figure(value, shown):
    if value is None or value == "":
        return UNKNOWN
    return format_html('<span class="cv-num">{}</span>', shown(value))


def number_text(value, places):
    """1.234,5 with ``places`` decimals at most, as plain text for attributes."""
    text = formats.number_format(round(value, places), places, force_grouping=True)
    separator = formats.get_format("DECIMAL_SEPARATOR")
    return text.rstrip("0").rstrip(separator) if places and separator in text else text


def _time(value, name):
    if not value:
        return UNKNOWN
    return _day(value, name, get_language()) if type(value) is datetime.date else _marked_up(_local(value), name)


@lru_cache(maxsize=8192)
def _day(value, name, language):
    return _marked_up(value, name)


def _marked_up(local, name):
    return format_html(
        '<time class="cv-num" datetime="{}">{}</time>', local.isoformat(), formats.date_format(local, name)
    )


def _local(value):
    aware = isinstance(value, datetime.datetime) and timezone.is_aware(value)
    return timezone.localtime(value) if aware else value
