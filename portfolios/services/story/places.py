"""The territory of a story and its municipalities, found by ISTAT code or made."""

from dataclasses import dataclass

from actors.choices import Level
from actors.models import Territory, TerritoryMember
from convergenze.core import codes
from convergenze.history import services as history


@dataclass(frozen=True)
class Places:
    """``whole``: the story's territory; ``by_code``: its municipalities by the story's codes."""

    whole: Territory
    by_code: dict


def write_places(telling):
    """The places of the story: municipalities that are already known are used as they stand."""
    declared = telling.story.get("municipalities") or {}
    used = {code for action in (*telling.world.actions, *telling.world.unaligned) for code in action.munis}
    by_code = {
        code: _municipality(telling, code, declared.get(code) or {})
        for code in [*declared, *sorted(used - set(declared))]
    }
    return Places(_whole(telling, by_code), by_code)


def _municipality(telling, code, given):
    istat = codes.normalise_municipality(str(given.get("istat") or code))
    marker = f"story:{telling.slug}:{code}"
    rows = Territory.objects.alive().municipalities()
    found = rows.filter(istat_code=istat).first() if istat else rows.filter(source=marker).first()
    if found:
        return found
    return _add(
        telling, Territory(name=given.get("name") or code, level=Level.MUNICIPALITY, istat_code=istat, source=marker)
    )


def _whole(telling, by_code):
    given = telling.story.get("territory") or {}
    listed = [by_code[code] for code in given.get("municipalities") or by_code if code in by_code]
    level = Level(given["level"]) if given.get("level") in Level.values else Level.COALITION
    if level == Level.MUNICIPALITY and listed:
        return listed[0]
    name = given.get("name") or telling.story["mission"]["title"]
    found = Territory.objects.alive().filter(name=name, level=level).first()
    whole = found or _add(telling, Territory(name=name, level=level, source=f"story:{telling.slug}"))
    TerritoryMember.objects.bulk_create(
        [TerritoryMember(whole=whole, part=part) for part in {one.pk: one for one in listed}.values()],
        ignore_conflicts=True,
    )
    return whole


def _add(telling, territory):
    territory.language = telling.language
    territory.ensure_slug()
    territory.save()
    territory.path = f"/{territory.pk}/"
    territory.save(update_fields=["path"])
    history.record(territory, "import", by=telling.by, batch=telling.batch)
    return territory
