"""Whom members deal with: organisations at home and abroad, and ties that members have of their own."""

from collections.abc import Sequence
from dataclasses import dataclass

from bridgehead.workspace.core.practice.case_draft import CaseDraft
from bridgehead.workspace.core.practice.drawn_firms import DrawnFirm
from bridgehead.workspace.core.practice.practice_words import PracticeWords, plain_id
from bridgehead.workspace.core.practice.true_model import TrueModel

OWN_KINDS = ("partnership", "customer", "contact", "agreement", "supplier")
PROJECTS = 12
"""Projects in each country abroad that the cluster has no part in."""


@dataclass(frozen=True)
class DrawnPartner:
    """An organisation that is no member."""

    id: str
    name: str
    kind: str
    country: str


def draw_partners(draft: CaseDraft, words: PracticeWords) -> list[DrawnPartner]:
    """A university, a city, a utility and firms in each country, and those at home."""
    home = words.cluster
    found = [
        _add(draft, f"University of {home.city}", "knowledge", home.country),
        _add(draft, f"{home.city} Municipality", "public", home.country),
        _add(draft, f"{home.city} Growth Fund", "investor", home.country),
    ]
    for country, there in words.countries.items():
        first, second = there.places
        found += [
            _add(draft, f"University of {first}", "knowledge", country),
            _add(draft, f"City of {second}", "public", country),
            _add(draft, f"{first} Water and Energy", "public", country),
        ]
        found += [_add(draft, name, "firm", country) for name in there.firms]
    return found


def draw_own_ties(
    draft: CaseDraft, firms: Sequence[DrawnFirm], partners: Sequence[DrawnPartner], words: PracticeWords
) -> None:
    """Ties that firms have without the cluster: the more, the stronger their business network."""
    chance = draft.random("own ties")
    abroad = [partner for partner in partners if partner.country != words.cluster.country]
    for firm in firms:
        for other in chance.sample(abroad, round(4 * firm.ability["Oa.network"])):
            draft.add(
                "ties",
                id=f"{firm.id}--{other.id}",
                a=firm.id,
                b=other.id,
                kind=chance.choice(OWN_KINDS),
                since=str(draft.today.year - chance.randint(1, 8)),
                origin="own_network",
            )


def draw_projects_abroad(
    draft: CaseDraft, words: PracticeWords, partners: Sequence[DrawnPartner], model: TrueModel
) -> None:
    """Projects of each country abroad, which its identity and that of the cluster's country are compared by."""
    for country in words.countries:
        chance = draft.random(f"projects {country}")
        at_home = [p for p in partners if p.country == country]
        outside = [p for p in partners if p.country not in (country, words.cluster.country)]
        for number in range(1, PROJECTS + 1):
            field = chance.choice(words.field[: model.themes_abroad])
            start = draft.day(-chance.randint(100, 1400))
            activity = f"{country.lower()}-project-{number}"
            draft.add(
                "activities",
                id=activity,
                name=f"{field.sector} in {words.countries[country].places[number % 2]}, project {number}",
                kind="project",
                start=start,
                market=country,
                themes=(field.id,),
                description=field.wants,
            )
            several = chance.sample(at_home, 2) + chance.sample(
                outside, min(3, round(chance.expovariate(1 / model.outsiders[1])))
            )
            for partner in several:
                draft.add("participations", activity=activity, actor=partner.id, role="partner")


def _add(draft: CaseDraft, name: str, kind: str, country: str) -> DrawnPartner:
    chance = draft.random(f"partner {name}")
    partner = DrawnPartner(plain_id(name), name, kind, country)
    draft.add(
        "actors",
        id=partner.id,
        name=name,
        kind=kind,
        size=chance.choice(("sme", "large", "large")) if kind == "firm" else "",
        invented="yes",
        country=country,
        description=f"{name}, made up for practice.",
    )
    return partner
