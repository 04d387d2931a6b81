"""What the cluster offers and gave, how levels act on each other, and what is claimed of it."""

from collections.abc import Sequence

from bridgehead.workspace.core.practice.case_draft import CaseDraft
from bridgehead.workspace.core.practice.drawn_firms import DrawnFirm

INSTRUMENTS = (
    ("trip", "Delegation trip", "delegation_trip", 3500, 30, 12, ("Oa.network:0.2", "Oi.network:0.2")),
    ("buyers", "Meet the buyer", "meet_the_buyer", 900, 12, 20, ("Oa.network:0.2", "Ot.opportunity:0.2")),
    ("application", "Help with an application", "funding_application", 2400, 40, 15, ("Oa.capital:0.3",)),
    (
        "project",
        "Project with a university",
        "innovation_project",
        6000,
        60,
        8,
        ("Oa.technology:0.2", "Ot.knowledge:0.3"),
    ),
    ("accelerator", "Accelerator", "accelerator", 5000, 50, 10, ("Oa.capital:0.2", "Oa.network:0.1")),
    ("course", "Export course", "training", 1200, 10, 25, ("Oa.experience:0.1",)),
)
RELATIONS = (
    ("macro", "meso", "direct"),
    ("macro", "micro", "direct"),
    ("macro", "micro", "indirect"),
    ("meso", "micro", "indirect"),
    ("meso", "macro", "indirect"),
    ("micro", "meso", "indirect"),
)
RELATIONS_TOLD = {
    ("macro", "meso", "direct"): "The ministry's grant decides which themes the cluster takes up.",
    ("macro", "micro", "direct"): "A new rule opens a market for some members and closes one for others.",
    ("macro", "micro", "indirect"): "Public money reaches the firms by way of the cluster's projects.",
    ("meso", "micro", "indirect"): "The cluster opens doors; going through them is left to the firm.",
    ("meso", "macro", "indirect"): "The cluster makes the region known, and that draws investors.",
    ("micro", "meso", "indirect"): "What the members sell gives the cluster its name.",
}
PAPERS = ("annual-report", "regional-plan", "evaluation")
GRANTED = "Used in full."


def draw_support(draft: CaseDraft, firms: Sequence[DrawnFirm]) -> None:
    """Instruments, and who used them in each of three years; the weak more often."""
    for id_, name, kind, cost, hours, capacity, raises in INSTRUMENTS:
        draft.add("instruments", id=id_, name=name, kind=kind, cost=cost, hours=hours, capacity=capacity, raises=raises)
    chance = draft.random("support")
    for years in (3, 2, 1):
        for firm in firms:
            if firm.joined.year <= draft.today.year - years and chance.random() < (0.6 if firm.weak else 0.25):
                id_, _, _, cost, hours, _, _ = chance.choice(INSTRUMENTS)
                draft.add(
                    "support",
                    actor=firm.id,
                    instrument=id_,
                    period=str(draft.today.year - years),
                    hours=hours,
                    cost=cost,
                    outcome=GRANTED,
                )


def draw_relations(draft: CaseDraft) -> None:
    """Passages of three papers that show one level acting on another."""
    chance = draft.random("relations")
    for number, paper in enumerate(PAPERS):
        title = f"Practice paper: {paper.replace('-', ' ')}"
        draft.add(
            "sources",
            id=paper,
            title=title,
            kind="document",
            voice=paper,
            date=draft.day(-100 - 90 * number),
            purpose="yes",
            current="yes",
            trust="yes",
        )
        for from_level, to_level, directness in RELATIONS:
            draft.add(
                "relations",
                id=f"{paper}-{from_level}-{to_level}-{directness}",
                from_level=from_level,
                to_level=to_level,
                directness=directness,
                strength=chance.choice((1, 2, 3)),
                source=paper,
                summary=RELATIONS_TOLD[from_level, to_level, directness],
            )


def draw_findings(draft: CaseDraft, firms: Sequence[DrawnFirm]) -> None:
    """A claim with evidence on both sides, one of absence, and a recommendation."""
    evidence = draft.tables["evidence"]
    weak = {firm.id for firm in firms if firm.weak}

    def pieces(code: str, direction: str) -> tuple[str, ...]:
        of_weak = [row for row in evidence if row["code"] == code and row["actor"] in weak]
        return tuple(row["id"] for row in of_weak if row["direction"] == direction)

    draft.add(
        "findings",
        id="capital-holds-back",
        kind="claim",
        statement="Access to capital holds the weaker members back.",
        supports=pieces("barrier.capital", "strength"),
        contradicts=pieces("barrier.capital", "weakness"),
    )
    draft.add(
        "findings",
        id="no-supplier-lock-in",
        kind="absence",
        statement="No member depends on one supplier inside the cluster.",
        asked=tuple(sorted(firm.id for firm in firms)),
    )
    draft.add(
        "findings",
        id="more-help-with-applications",
        kind="recommendation",
        statement="Help the weaker members with applications first.",
        supports=pieces("barrier.capital", "strength"),
    )
