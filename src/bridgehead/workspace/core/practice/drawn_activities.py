"""What the cluster did in four years and plans: trips, events, projects, funding, and who took part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bridgehead.workspace.core.practice.case_draft import CaseDraft, poisson
from bridgehead.workspace.core.practice.drawn_firms import DrawnFirm
from bridgehead.workspace.core.practice.drawn_opportunities import DrawnOpportunity
from bridgehead.workspace.core.practice.drawn_partners import DrawnPartner
from bridgehead.workspace.core.practice.practice_words import PracticeWords
from bridgehead.workspace.core.practice.true_model import TrueModel

YEARS = 4
EACH_YEAR = (
    "delegation_trip",
    "delegation_trip",
    "meet_the_buyer",
    "meet_the_buyer",
    "partner_introduction",
    "event",
    "event",
    "event",
    "innovation_project",
    "innovation_project",
    "reference_project",
    "funding_application",
    "funding_application",
    "funding_application",
    "accelerator",
    "training",
)
ABROAD = ("delegation_trip", "meet_the_buyer", "partner_introduction", "reference_project")
NAMES = {
    "delegation_trip": "Delegation trip to {place}",
    "meet_the_buyer": "Meet the buyers of {place}",
    "partner_introduction": "Introductions in {place}",
    "event": "Evening on {sector}",
    "innovation_project": "Project on {sector}",
    "reference_project": "Reference plant in {place}",
    "funding_application": "Joint application: {sector}",
    "accelerator": "Accelerator {year}",
    "training": "Export course {year}",
}
MECHANISMS = {
    "delegation_trip": ("network_extension", "opportunity_identification"),
    "meet_the_buyer": ("network_extension", "opportunity_identification"),
    "partner_introduction": ("network_extension",),
    "event": ("knowledge_sharing",),
    "innovation_project": ("knowledge_sharing", "learning"),
    "reference_project": ("risk_reduction",),
    "funding_application": ("funding_support",),
    "accelerator": ("funding_support", "learning"),
    "training": ("learning",),
}
LONG = {"innovation_project": 300, "reference_project": 200, "event": 0}
"""Days until an activity ends, where they are not two."""
TIMES = {"event": ("17:00", "19:30"), "training": ("09:00", "16:00")}
"""From when to when people meet."""
HOUSE = "Harbour House, 2nd floor"
OFF = 23
PLANNED = (("event", 8), ("training", 15), ("event", OFF), ("event", 36), ("training", 50))
"""What is announced, and in how many days; one of it was called off."""
FOR_ALL = ("accelerator", "training")
CHOSEN = {"funding_application": "funder", "accelerator": "open_call", "delegation_trip": "cluster"}


@dataclass(frozen=True)
class DrawnPart:
    """A firm's part in an activity.

    Attributes
    ----------
    family
        The family of the activity's funnel (framework, section 8, 3b).
    country
        Where the activity leads, or blank.
    """

    activity: str
    kind: str
    family: str
    firm: DrawnFirm
    start: date
    end: date
    country: str


@dataclass(frozen=True)
class Cast:
    """Who can take part in what.

    Attributes
    ----------
    past
        Opportunities that are over.
    families
        Kind of activity to the family of its funnel.
    """

    words: PracticeWords
    model: TrueModel
    firms: Sequence[DrawnFirm]
    partners: Sequence[DrawnPartner]
    past: Sequence[DrawnOpportunity]
    families: Mapping[str, str]


def draw_activities(draft: CaseDraft, cast: Cast) -> list[DrawnPart]:
    """Four years of activities; every part that a member firm takes in them."""
    parts = []
    for years_ago in range(YEARS, 0, -1):
        for number, kind in enumerate(EACH_YEAR):
            chance = draft.random(f"activity {years_ago} {number}")
            start = draft.day(-365 * years_ago + chance.randint(0, 360))
            parts += _draw(draft, cast, kind, start, f"{years_ago}-{number + 1}")
    return parts


def _draw(draft: CaseDraft, cast: Cast, kind: str, start: date, number: str) -> list[DrawnPart]:
    words = cast.words
    chance = draft.random(f"parts {number}")
    field = chance.choice(words.field)
    country = chance.choice(list(words.countries)) if kind in ABROAD else ""
    about = _opportunity(cast.past, kind, start)
    end = start + timedelta(days=LONG.get(kind, 2))
    place = words.countries[country].places[1] if country else words.cluster.city
    activity = f"{kind.replace('_', '-')}-{number}"
    family = "challenge" if about and about.kind == "challenge" else cast.families[kind]
    draft.add(
        "activities",
        **_place(cast, place, country),
        id=activity,
        name=NAMES[kind].format(place=place, sector=field.sector.lower(), year=start.year),
        kind=kind,
        organiser=words.cluster.id,
        start=start,
        end=end,
        market=country,
        funder="Danish Practice Fund" if family == "funding" else "",
        themes=tuple(f.id for f in words.field) if kind in FOR_ALL else (field.id,),
        opportunity=about.id if about else "",
        mechanisms=MECHANISMS[kind],
    )
    taking_part = _participants(draft, cast, kind, number, start)
    for firm in taking_part:
        chosen_by = CHOSEN.get(kind, "self")
        draft.add("participations", activity=activity, actor=firm.id, role="participant", chosen_by=chosen_by)
    if country:
        there = [p for p in cast.partners if p.country == country]
        for partner in chance.sample(there, max(1, poisson(chance, cast.model.outsiders[0], most=len(there)))):
            draft.add("participations", activity=activity, actor=partner.id, role="host")
    return [DrawnPart(activity, kind, family, firm, start, end, country) for firm in taking_part]


def _place(cast: Cast, place: str, country: str) -> dict[str, str]:
    """Where it takes place: abroad, or at the cluster's house."""
    return {"city": place, "country": country or cast.words.cluster.country, "venue": "" if country else HOUSE}


def draw_planned(draft: CaseDraft, words: PracticeWords) -> None:
    """What the cluster has announced for the weeks ahead; one of it was called off."""
    for number, (kind, days) in enumerate(PLANNED, start=1):
        field = words.field[number % len(words.field)]
        start = draft.day(days)
        draft.add(
            "activities",
            id=f"planned-{number}",
            name=NAMES[kind].format(place=words.cluster.city, sector=field.sector.lower(), year=start.year),
            kind=kind,
            organiser=words.cluster.id,
            start=start,
            end=start,
            themes=(field.id,),
            start_time=TIMES[kind][0],
            end_time=TIMES[kind][1],
            venue=HOUSE,
            city=words.cluster.city,
            country=words.cluster.country,
            cancelled="yes" if days == OFF else "",
        )


def _participants(draft: CaseDraft, cast: Cast, kind: str, number: str, start: date) -> list[DrawnFirm]:
    """Members of that day; those with weak advantages come more often, but for events, which everybody likes."""
    chance = draft.random(f"participants {number}")
    others = cast.model.comes_weak if kind == "event" else cast.model.comes_others
    share = {True: cast.model.comes_weak, False: others}
    return [firm for firm in cast.firms if firm.joined <= start and chance.random() < share[firm.weak]]


def _opportunity(past: Sequence[DrawnOpportunity], kind: str, start: date) -> DrawnOpportunity | None:
    """What a funding application or a reference plant is for: the next deadline after it begins."""
    wanted = {"funding_application": ("call", "grant"), "reference_project": ("challenge",)}.get(kind, ())
    later = [o for o in past if o.kind in wanted and o.deadline > start]
    return min(later, key=lambda o: o.deadline) if later else None
