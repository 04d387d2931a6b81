"""What the cluster did in four years and plans: trips, events, projects, funding, and who took part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bridgehead.workspace.core.practice.case_draft import CaseDraft, poisson
from bridgehead.workspace.core.practice.drawn_firms import DrawnFirm
from bridgehead.workspace.core.practice.drawn_opportunities import DrawnOpportunity
from bridgehead.workspace.core.practice.drawn_partners import DrawnPartner
from bridgehead.workspace.core.practice.practice_words import FieldWords, PracticeWords
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


def draw_activities(
    draft: CaseDraft,
    words: PracticeWords,
    model: TrueModel,
    firms: Sequence[DrawnFirm],
    partners: Sequence[DrawnPartner],
    opportunities: Sequence[DrawnOpportunity],
    families: dict[str, str],
) -> list[DrawnPart]:
    """Every part that a member firm takes in an activity that has begun.

    Parameters
    ----------
    families
        Kind of activity to the family of its funnel.
    """
    past = [o for o in opportunities if o.deadline < draft.today]
    parts = []
    for years_ago in range(YEARS, 0, -1):
        for number, kind in enumerate(EACH_YEAR):
            chance = draft.random(f"activity {years_ago} {number}")
            start = draft.day(-365 * years_ago + chance.randint(0, 360))
            parts += _draw(draft, words, model, (kind, start, f"{years_ago}-{number}"), firms, partners, past, families)
    return parts


def _draw(
    draft: CaseDraft,
    words: PracticeWords,
    model: TrueModel,
    what: tuple[str, date, str],
    firms: Sequence[DrawnFirm],
    partners: Sequence[DrawnPartner],
    past: Sequence[DrawnOpportunity],
    families: dict[str, str],
) -> list[DrawnPart]:
    kind, start, number = what
    chance = draft.random(f"parts {number}")
    field = chance.choice(words.field)
    country = chance.choice(list(words.countries)) if kind in ABROAD else ""
    about = _opportunity(past, kind, start)
    end = start + timedelta(days={"innovation_project": 300, "reference_project": 200}.get(kind, 2))
    place = words.countries[country].places[1] if country else words.cluster.city
    activity = f"{kind.replace('_', '-')}-{number}"
    family = "challenge" if about and about.kind == "challenge" else families[kind]
    draft.add(
        "activities",
        id=activity,
        name=NAMES[kind].format(place=place, sector=field.sector.lower(), year=start.year),
        kind=kind,
        organiser=words.cluster.id,
        start=start,
        end=end,
        market=country,
        funder="Danish Practice Fund" if family == "funding" else "",
        themes=_themes(field, words, kind),
        opportunity=about.id if about else "",
        mechanisms=MECHANISMS[kind],
    )
    taking_part = _participants(draft, model, firms, kind, number, start)
    for firm in taking_part:
        draft.add(
            "participations",
            activity=activity,
            actor=firm.id,
            role="participant",
            chosen_by=CHOSEN.get(kind, "self"),
        )
    if country:
        there = [p for p in partners if p.country == country]
        for partner in chance.sample(there, max(1, poisson(chance, model.outsiders[0], most=len(there)))):
            draft.add("participations", activity=activity, actor=partner.id, role="host")
    return [DrawnPart(activity, kind, family, firm, start, end, country) for firm in taking_part]


def _participants(
    draft: CaseDraft, model: TrueModel, firms: Sequence[DrawnFirm], kind: str, number: str, start: date
) -> list[DrawnFirm]:
    """Members of that day; those with weak advantages come more often, but for events, which everybody likes."""
    chance = draft.random(f"participants {number}")
    eager = {True: 0.3, False: 0.3} if kind == "event" else {True: 0.3, False: 0.15}
    return [firm for firm in firms if firm.joined <= start and chance.random() < eager[firm.weak]]


def _opportunity(past: Sequence[DrawnOpportunity], kind: str, start: date) -> DrawnOpportunity | None:
    """What a funding application or a reference plant is for: the next deadline after it begins."""
    wanted = {"funding_application": ("call", "grant"), "reference_project": ("challenge",)}.get(kind, ())
    later = [o for o in past if o.kind in wanted and o.deadline > start]
    return min(later, key=lambda o: o.deadline) if later else None


def _themes(field: FieldWords, words: PracticeWords, kind: str) -> tuple[str, ...]:
    return tuple(f.id for f in words.field) if kind in ("accelerator", "training") else (field.id,)
