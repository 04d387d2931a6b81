"""Where and when an activity takes place: its time zone, its place in one line, its first and last day."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from bridgehead.ecosystem.models import Activity
from bridgehead.kit import countries, partial_dates
from bridgehead.kit.time_zones import ZoneOfCountry, zone_of, zones_of

ABROAD = "delegation_trip"
"""The kind of activity whose market is the country that it goes to."""
DAY = len("2019-05-31")


def country_of(activity: Activity) -> str:
    """The country where an activity takes place, by its code; blank where nothing says.

    A trip to a city of its market is in the market; without a city it may as well be buyers who come to us.
    """
    return activity.country or (activity.market if activity.kind == ABROAD and activity.city else "")


def time_zone_of(activity: Activity) -> str:
    """The time zone of an activity: as recorded, else by its city and country; blank where unknown."""
    return activity.time_zone or zone_of(country_of(activity), activity.city, _year(activity))


def zones_to_choose(activity: Activity) -> tuple[ZoneOfCountry, ...]:
    """The zones of which somebody has to choose one, since country and city leave several; none where it is known."""
    return () if time_zone_of(activity) else zones_of(country_of(activity), _year(activity))


@dataclass(frozen=True)
class ZoneSaid:
    """What a page says of an activity's time zone: which it is, or of which one is to be chosen, or neither."""

    activity: Activity
    zone: str
    choices: tuple[ZoneOfCountry, ...]
    country: str


def zone_said(activity: Activity) -> ZoneSaid:
    """What a page says of an activity's time zone."""
    country = countries.names().get(country_of(activity), "")
    return ZoneSaid(activity, time_zone_of(activity), zones_to_choose(activity), country)


def place_of(activity: Activity) -> str:
    """Venue, city and country in one line, each once."""
    parts = [activity.venue, activity.city, countries.names().get(activity.country, "")]
    found: list[str] = []
    for part in filter(None, parts):
        if part.casefold() not in {known.strip().casefold() for text in found for known in text.split(",")}:
            found.append(part)
    return ", ".join(found)


def first_day(activity: Activity) -> date | None:
    """The day on which it begins; None where only a month or a year is known, or nothing."""
    return partial_dates.starts(activity.start) if len(activity.start) == DAY else None


def last_day(activity: Activity) -> date | None:
    """The day on which it ends, if that is a day and not before it begins."""
    first = first_day(activity)
    if first is None or len(activity.end) != DAY:
        return None
    last = partial_dates.starts(activity.end)
    return last if last >= first else None


def _year(activity: Activity) -> int:
    return int(activity.start[:4]) if activity.start else timezone.localdate().year
