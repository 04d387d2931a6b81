"""Opportunities, over and to come, and what the cluster did about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bridgehead.workspace.core.practice.case_draft import CaseDraft
from bridgehead.workspace.core.practice.drawn_firms import DrawnFirm
from bridgehead.workspace.core.practice.drawn_partners import DrawnPartner
from bridgehead.workspace.core.practice.practice_words import FieldWords, PracticeWords

KINDS = ("challenge", "tender", "call", "grant", "market")
TITLES = {
    "challenge": "Challenge: {sector} in {place}",
    "tender": "Tender: {sector}, {place}",
    "call": "Joint project on {sector}",
    "grant": "Grant for pilots in {sector}",
    "market": "A first customer for {sector} in {place}",
}
TEXTS = {
    "challenge": "{wants} Proposals by groups of firms are asked for, with {skills}.",
    "tender": "{wants} Wanted: {skills}.",
    "call": "Firms of two countries develop {skills} together, half of it paid for. {wants}",
    "grant": "Half the costs of a first pilot are paid for, with {skills}. {wants}",
    "market": "Buyers in {place} look for {skills}. {wants}",
}
RULES = {"challenge": "city_challenge", "tender": "tender_group", "call": "eurostars"}
ELIGIBLE = {"call": ("sme",), "grant": ("sme", "country:DK")}
BUDGETS = {"challenge": 250_000, "tender": 900_000, "call": 1_500_000, "grant": 200_000}
AHEAD = (9, 16, 23, 30, 41, 52, 66, 80)
"""Days from today to the deadlines of what is open."""
PAST = 12


@dataclass(frozen=True)
class DrawnOpportunity:
    """An opportunity."""

    id: str
    kind: str
    field: FieldWords
    country: str
    deadline: date


def draw_opportunities(
    draft: CaseDraft, words: PracticeWords, partners: Sequence[DrawnPartner]
) -> list[DrawnOpportunity]:
    """Those that are over, those with a deadline in the coming weeks, and two that are announced."""
    chance = draft.random("opportunities")
    days = [-chance.randint(60, 1300) for _ in range(PAST)] + [*AHEAD, 140, 170]
    return [_draw(draft, words, partners, number, days_ahead) for number, days_ahead in enumerate(days)]


def _draw(
    draft: CaseDraft, words: PracticeWords, partners: Sequence[DrawnPartner], number: int, days: int
) -> DrawnOpportunity:
    chance = draft.random(f"opportunity {number}")
    kind, field = KINDS[number % len(KINDS)], words.field[(3 * number + 1) % len(words.field)]
    country = list(words.countries)[number % len(words.countries)]
    place = words.countries[country].places[1]
    found = DrawnOpportunity(f"{field.id}-{kind}-{number + 1}", kind, field, country, draft.day(days))
    buyers = [p for p in partners if p.country == country and p.kind == "public"]
    draft.add(
        "opportunities",
        id=found.id,
        title=TITLES[kind].format(sector=field.sector.lower(), place=place),
        kind=kind,
        buyer=chance.choice(buyers).id if kind in ("challenge", "tender") else "",
        countries=() if kind in ("call", "grant") else (country,),
        opens=draft.day(days - 90),
        deadline=found.deadline,
        budget=BUDGETS.get(kind, ""),
        share_financed=0.5 if kind in ("call", "grant") else "",
        rule_set=RULES.get(kind, ""),
        capabilities=tuple(field.capabilities[:2]),
        eligibility=ELIGIBLE.get(kind, ("firm",)),
        cpv=(field.cpv.split("-")[0],) if kind == "tender" else (),
        language="en",
        status="closed" if days < 0 else "open" if days < 100 else "forthcoming",
        description=TEXTS[kind].format(wants=field.wants, skills=" and ".join(field.capabilities[:2]), place=place),
    )
    return found


def draw_team(
    draft: CaseDraft,
    opportunities: Sequence[DrawnOpportunity],
    firms: Sequence[DrawnFirm],
    partners: Sequence[DrawnPartner],
) -> None:
    """A team for the first open call, whom it invited, and what staff and members said of matches."""
    call = next(o for o in opportunities if o.kind == "call" and o.deadline > draft.today)
    able = [firm for firm in firms if firm.field.id == call.field.id]
    abroad = next(p for p in partners if p.kind == "firm" and p.country == call.country)
    seats = [(able[0].id, "lead"), (able[1].id, "partner"), (abroad.id, "partner")]
    for (actor, role), status in zip(seats, ("accepted", "invited", "declined"), strict=True):
        team = f"{call.id}-team"
        draft.add("teams", id=team, opportunity=call.id, name="First try", actor=actor, role=role)
        draft.add(
            "invitations",
            id=f"{call.id}--{actor}",
            opportunity=call.id,
            actor=actor,
            status=status,
            date=draft.day(-6),
            note="Too many projects this spring." if status == "declined" else "",
        )
    chance = draft.random("marks")
    for about in opportunities:
        if about.deadline < draft.today:
            of_field = [firm for firm in firms if firm.field.id == about.field.id]
            other = chance.choice([firm for firm in firms if firm.field.id != about.field.id])
            for firm, mark in ((chance.choice(of_field), "good"), (other, "not_for_them")):
                day = about.deadline.replace(day=1)
                draft.add("marks", opportunity=about.id, actor=firm.id, mark=mark, date=day, by="demo")
