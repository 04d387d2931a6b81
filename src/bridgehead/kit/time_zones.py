"""The time zone of a place, by its country and its city, from the table of the time zone database (`zone.tab`)."""

from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bridgehead.kit.folding import fold

STEP = timedelta(days=7)
"""So far apart are the moments at which two clocks are compared: no clock changes and changes back in between."""


class ZoneOfCountry(NamedTuple):
    """A zone that clocks in a country keep, and where in the country they do."""

    zone: str
    where: str


def zones_of(country: str, year: int) -> tuple[ZoneOfCountry, ...]:
    """The zones of a country, those that many people keep first; of zones with one clock that year only the first.

    Germany has one, as both of its zones show one time; Spain has two. None for an unknown or blank country.
    """
    kept: dict[tuple[timedelta | None, ...], ZoneOfCountry] = {}
    for row in _table().get(country, ()):
        kept.setdefault(_clock(row.zone, year), row)
    return tuple(kept.values())


def zone_of(country: str, city: str, year: int) -> str:
    """The zone of a city: the one that is named after it, else the only one of its country; blank where unknown.

    A city of a country that is not known counts where one country alone has a zone of that name.
    """
    theirs = [row.zone for rows in ([_table().get(country, ())] if country else _table().values()) for row in rows]
    named = {zone for zone in theirs if _plain(zone.rpartition("/")[2]) == _plain(city)} if city else set[str]()
    if len(named) == 1:
        return named.pop()
    only = zones_of(country, year)
    return only[0].zone if len(only) == 1 else ""


@cache
def _table() -> dict[str, tuple[ZoneOfCountry, ...]]:
    found: dict[str, list[ZoneOfCountry]] = {}
    for line in (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            country, _place, zone, *where = line.split("\t")
            found.setdefault(country, []).append(ZoneOfCountry(zone, where[0] if where else ""))
    return {country: tuple(rows) for country, rows in found.items()}


@cache
def _clock(zone: str, year: int) -> tuple[timedelta | None, ...]:
    first, clock = datetime(min(max(year, 1970), 9990), 1, 1, tzinfo=UTC), ZoneInfo(zone)
    return tuple((first + n * STEP).astimezone(clock).utcoffset() for n in range(53))


def _plain(name: str) -> str:
    return fold(name.replace("_", " ").replace("-", " ")).strip()
