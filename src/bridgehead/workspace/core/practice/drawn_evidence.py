"""Evidence on the members' advantages: their own, and what came through the cluster."""

from collections.abc import Sequence
from random import Random

from bridgehead.workspace.core.practice.case_draft import CaseDraft, poisson
from bridgehead.workspace.core.practice.drawn_activities import DrawnPart
from bridgehead.workspace.core.practice.drawn_firms import DrawnFirm
from bridgehead.workspace.core.practice.practice_words import PracticeWords
from bridgehead.workspace.core.practice.true_model import COMPONENTS, MECHANISMS, TrueModel

SURVEY = "member-survey"
CODER = "Agnes Holmgaard"
KINDS = ("interview", "document")
SAID = {
    ("barrier.capital", "strength"): "Money for work abroad is short.",
    ("barrier.capital", "weakness"): "Money is not what holds the firm back.",
    ("barrier.smallness", "strength"): "There are too few people for several markets at once.",
    ("barrier.smallness", "weakness"): "Being small has made the firm quick.",
    ("barrier.newness", "strength"): "Buyers ask for a plant that already runs.",
    ("barrier.newness", "weakness"): "The firm is known where it wants to sell.",
    ("motive.market", "strength"): "The home market has become too small.",
    ("motive.market", "weakness"): "The home market is large enough for years.",
    ("motive.strategic_asset", "strength"): "Abroad there is knowledge that the firm wants to have.",
    ("motive.strategic_asset", "weakness"): "The knowledge that the firm needs is at home.",
}
STATEMENTS = ("barrier.capital", "barrier.smallness", "barrier.newness", "motive.market", "motive.strategic_asset")


def draw_evidence(
    draft: CaseDraft,
    model: TrueModel,
    words: PracticeWords,
    firms: Sequence[DrawnFirm],
    parts: Sequence[DrawnPart],
) -> None:
    """Sources and evidence of every firm, and its answers to a survey."""
    survey_day = draft.day(-200)
    draft.add(
        "sources",
        id=SURVEY,
        title="Survey of the members",
        kind="survey",
        date=survey_day,
        purpose="yes",
        current="yes",
        trust="yes",
    )
    joined_in = {firm.id: [part.activity for part in parts if part.firm is firm] for firm in firms}
    for firm in firms:
        for kind in KINDS:
            draft.add(
                "sources",
                id=f"{firm.id}-{kind}",
                title=f"{'Interview with' if kind == 'interview' else 'Accounts and website of'} {firm.name}",
                kind=kind,
                voice=firm.name,
                form="semi_structured" if kind == "interview" else "",
                minutes=45 if kind == "interview" else "",
                date=draft.day(-draft.random(f"source {firm.id} {kind}").randint(30, 700)),
                purpose="yes",
                current="yes",
                trust="yes" if kind == "document" else "",
            )
        _draw_pieces(draft, model, words, firm, joined_in[firm.id])
        _draw_statements(draft, firm)


def _draw_pieces(
    draft: CaseDraft, model: TrueModel, words: PracticeWords, firm: DrawnFirm, activities: Sequence[str]
) -> None:
    for component in COMPONENTS:
        chance = draft.random(f"evidence {firm.id} {component}")
        ability = firm.ability[component]
        for number in range(1 + poisson(chance, model.own_pieces, most=6)):
            direction = "strength" if chance.random() < ability else "weakness"
            _add(draft, chance, words, firm, component, f"own-{number + 1}", direction=direction, origin="internal")
        for number in range(poisson(chance, model.most_help * (1 - ability), most=6)):
            _add(
                draft,
                chance,
                words,
                firm,
                component,
                f"help-{number + 1}",
                direction="strength",
                origin="cluster",
                mechanism=MECHANISMS[component],
                activity=chance.choice(activities) if activities else "",
            )
        value = min(5, max(1, round(1 + 4 * ability + chance.gauss(0, 0.7))))
        draft.add("survey_answers", survey=SURVEY, actor=firm.id, item=component, value=value, date=draft.day(-200))


def _add(
    draft: CaseDraft,
    chance: Random,
    words: PracticeWords,
    firm: DrawnFirm,
    component: str,
    name: str,
    **cells: str,
) -> None:
    kind = chance.choice(KINDS)
    told = words.told[component]
    texts = told.cluster if cells["origin"] == "cluster" else getattr(told, cells["direction"])
    # One after the other from a place of the firm's own, so that no text is told twice in a row.
    first = draft.random(f"told {firm.id} {component}").randrange(len(texts))
    number = int(name.rpartition("-")[2])
    draft.add(
        "evidence",
        id=f"{firm.id}-{component.replace('.', '-').lower()}-{name}",
        actor=firm.id,
        code=component,
        salience=chance.choice((1, 1, 2, 3)),
        source=f"{firm.id}-{kind}",
        locator=f"{COMPONENTS.index(component) + 1} ({name})",
        summary=texts[(first + number) % len(texts)],
        perceived_by=chance.choice(("insider", "outsider")) if component == "Oi.identity" else "",
        coder=CODER,
        **cells,
    )


def _draw_statements(draft: CaseDraft, firm: DrawnFirm) -> None:
    """Barriers and motives that a firm names; capital is one for most of the weak ones."""
    chance = draft.random(f"statements {firm.id}")
    likely = {"barrier.capital": 0.8 if firm.weak else 0.3}
    for code in STATEMENTS:
        if chance.random() < likely.get(code, 0.4):
            direction = "strength" if chance.random() < 0.85 else "weakness"
            draft.add(
                "evidence",
                id=f"{firm.id}-{code.replace('.', '-').replace('_', '-')}",
                actor=firm.id,
                code=code,
                direction=direction,
                salience=chance.choice((1, 2, 3)),
                source=f"{firm.id}-interview",
                locator=f"{len(COMPONENTS) + 1 + STATEMENTS.index(code)}",
                summary=SAID[code, direction],
                coder=CODER,
            )
