"""Evidence on the members' advantages: their own, and what came through the cluster."""

from collections.abc import Sequence
from random import Random

from bridgehead.workspace.core.practice.case_draft import CaseDraft, poisson
from bridgehead.workspace.core.practice.drawn_activities import DrawnPart
from bridgehead.workspace.core.practice.drawn_firms import DrawnFirm
from bridgehead.workspace.core.practice.true_model import COMPONENTS, MECHANISMS, TrueModel

SURVEY = "member-survey"
CODER = "Agnes Holmgaard"
KINDS = ("interview", "document")
SUMMARIES = {
    ("own", "strength"): "Practice: the firm itself is strong here.",
    ("own", "weakness"): "Practice: the firm itself is weak here.",
    ("cluster", "strength"): "Practice: the cluster helped here.",
}
STATEMENTS = ("barrier.capital", "barrier.smallness", "barrier.newness", "motive.market", "motive.strategic_asset")


def draw_evidence(draft: CaseDraft, model: TrueModel, firms: Sequence[DrawnFirm], parts: Sequence[DrawnPart]) -> None:
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
        _draw_pieces(draft, model, firm, joined_in[firm.id])
        _draw_statements(draft, firm)


def _draw_pieces(draft: CaseDraft, model: TrueModel, firm: DrawnFirm, activities: Sequence[str]) -> None:
    for component in COMPONENTS:
        chance = draft.random(f"evidence {firm.id} {component}")
        ability = firm.ability[component]
        for number in range(1 + poisson(chance, model.own_pieces, most=6)):
            direction = "strength" if chance.random() < ability else "weakness"
            _add(draft, chance, firm, component, f"own-{number + 1}", direction=direction, origin="internal")
        for number in range(poisson(chance, model.most_help * (1 - ability), most=6)):
            _add(
                draft,
                chance,
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


def _add(draft: CaseDraft, chance: Random, firm: DrawnFirm, component: str, name: str, **cells: str) -> None:
    kind = chance.choice(KINDS)
    whose = "cluster" if cells["origin"] == "cluster" else "own"
    draft.add(
        "evidence",
        id=f"{firm.id}-{component.replace('.', '-').lower()}-{name}",
        actor=firm.id,
        code=component,
        salience=chance.choice((1, 1, 2, 3)),
        source=f"{firm.id}-{kind}",
        locator=f"{COMPONENTS.index(component) + 1} ({name})",
        summary=SUMMARIES[whose, cells["direction"]],
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
            draft.add(
                "evidence",
                id=f"{firm.id}-{code.replace('.', '-').replace('_', '-')}",
                actor=firm.id,
                code=code,
                direction="strength" if chance.random() < 0.85 else "weakness",
                salience=chance.choice((1, 2, 3)),
                source=f"{firm.id}-interview",
                locator=f"{len(COMPONENTS) + 1 + STATEMENTS.index(code)}",
                summary="Practice: named in the interview.",
                coder=CODER,
            )
