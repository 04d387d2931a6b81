"""The cluster, its member firms and the people in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bridgehead.workspace.core.practice.case_draft import CaseDraft
from bridgehead.workspace.core.practice.drawn_memberships import membership_terms
from bridgehead.workspace.core.practice.practice_words import FieldWords, PracticeWords, plain_id
from bridgehead.workspace.core.practice.true_model import COMPONENTS, TrueModel

COHORTS = (7, 5, 3, 1)
"""Years ago in which firms joined, a quarter of them each."""
CONSENTS = ("yes", "yes", "directory;matchmaking;mail", "no", "")


@dataclass(frozen=True)
class DrawnFirm:
    """A member firm and the truth about it.

    Attributes
    ----------
    ability
        By component, the probability that a piece of its own evidence is a strength.
    """

    id: str
    name: str
    field: FieldWords
    weak: bool
    ability: dict[str, float]
    joined: date


def draw_firms(draft: CaseDraft, words: PracticeWords, model: TrueModel) -> list[DrawnFirm]:
    """The cluster and its members, with memberships, yearly figures and contacts."""
    _draw_cluster(draft, words, model)
    chance = draft.random("firms")
    beginnings = chance.sample(words.names.firms, model.firms)
    weak = set(chance.sample(range(model.firms), model.weak))
    firms = []
    for number, beginning in enumerate(beginnings):
        field = words.field[number % len(words.field)]
        name = f"{beginning}{field.word} {chance.choice(words.names.forms)}"
        shape = model.ability_weak if number in weak else model.ability_others
        ability = {component: round(chance.betavariate(*shape), 4) for component in COMPONENTS}
        joined = date(draft.today.year - COHORTS[number % len(COHORTS)], chance.randint(1, 12), 1)
        firms.append(DrawnFirm(plain_id(f"{beginning}{field.word}"), name, field, number in weak, ability, joined))
    for firm in firms:
        _draw_firm(draft, words, firm)
    _draw_people(draft, words, firms)
    return firms


def _draw_cluster(draft: CaseDraft, words: PracticeWords, model: TrueModel) -> None:
    cluster = words.cluster
    draft.add(
        "actors",
        id=cluster.id,
        name=cluster.name,
        kind="cluster",
        invented="yes",
        emergence="organic",
        country=cluster.country,
        city=cluster.city,
        founded=date(draft.today.year - 9, 1, 1),
        description=cluster.description,
    )
    for years, members in ((3, model.firms - 10), (2, model.firms - 4), (1, model.firms)):
        figures = {"subject": cluster.id, "subject_kind": "cluster", "period": str(draft.today.year - years)}
        draft.add("indicators", **figures, indicator="members", value=members, unit="organisations")


def _draw_firm(draft: CaseDraft, words: PracticeWords, firm: DrawnFirm) -> None:
    chance = draft.random(f"firm {firm.id}")
    field = firm.field
    staff = chance.randint(4, 60) if firm.weak else chance.choice((chance.randint(15, 180), chance.randint(30, 620)))
    own = chance.sample(field.capabilities, 2 if firm.weak else 3)
    draft.add(
        "actors",
        id=firm.id,
        name=firm.name,
        kind="firm",
        size="sme" if staff < 250 else "large",
        staff=staff,
        turnover=staff * chance.randint(110, 260) * 1000,
        invented="yes",
        country=words.cluster.country,
        region=chance.choice(("DK02", "DK03", "DK04")),
        city=words.cluster.city,
        founded=str(firm.joined.year - chance.randint(1, 15)),
        sector=field.sector,
        capabilities=tuple(own),
        description=f"{firm.name} makes {field.makes}, for {field.for_whom}. It knows {' and '.join(own)}.",
        website=f"https://{firm.id}.example",
        declared_strategy=chance.choice(("stages", "network", "born_global", "none")),
    )
    terms = membership_terms(draft, firm.id, "sme" if staff < 250 else "large")
    draft.add("memberships", member=firm.id, cluster=words.cluster.id, since=firm.joined, **terms)
    for years in (3, 2, 1):
        figures = {"subject": firm.id, "subject_kind": "actor", "period": str(draft.today.year - years)}
        draft.add(
            "indicators", **figures, indicator="staff", value=max(2, staff - 2 * years), unit="full-time equivalents"
        )


def _draw_people(draft: CaseDraft, words: PracticeWords, firms: Sequence[DrawnFirm]) -> None:
    chance = draft.random("people")
    for firm in firms:
        for role in words.names.roles[: chance.randint(1, 2)]:
            given, family = chance.choice(words.names.given), chance.choice(words.names.family)
            draft.add(
                "people",
                id=f"{firm.id}-{plain_id(role)}",
                actor=firm.id,
                name=f"{given} {family}",
                role=role,
                email=f"{plain_id(given)}@{firm.id}.example",
                language=chance.choice(("da", "en")),
                consent=chance.choice(CONSENTS),
            )
