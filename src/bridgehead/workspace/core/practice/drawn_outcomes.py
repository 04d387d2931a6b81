"""What came of a part in an activity: steps taken, ties, entries, and what would have happened without the cluster."""

from collections.abc import Sequence
from datetime import date, timedelta

from bridgehead.workspace.core.practice.case_draft import CaseDraft, weighted
from bridgehead.workspace.core.practice.drawn_activities import DrawnPart
from bridgehead.workspace.core.practice.drawn_partners import DrawnPartner
from bridgehead.workspace.core.practice.true_model import TrueModel

PACE = {"sale": 120, "spent": 200, "product": 200, "adopted": 200}
"""Days that a step takes; 45 for others."""
PAID = {"granted": (40_000, 220_000), "contract": (20_000, 300_000), "sale": (15_000, 250_000)}
REPORTED = ("record", "firm", "cluster")
MODES = ("direct_export", "distribution_agreement", "rd_contract", "licence", "alliance")


def draw_outcomes(
    draft: CaseDraft, model: TrueModel, parts: Sequence[DrawnPart], partners: Sequence[DrawnPartner]
) -> None:
    """Outcomes, ties and entries of every part, and its answers to the question of the counterfactual."""
    for part in parts:
        _draw_steps(draft, model, part, partners)
        _draw_answers(draft, model, part)


def _draw_steps(draft: CaseDraft, model: TrueModel, part: DrawnPart, partners: Sequence[DrawnPartner]) -> None:
    chance = draft.random(f"steps {part.activity} {part.firm.id}")
    there = [p for p in partners if p.country == part.country]
    other = chance.choice(there) if there else None
    day, taken = part.end, False
    for step, share in model.funnels[part.family]:
        takes, recorded, amount = chance.random() < share, chance.random() < model.recorded, chance.random()
        day += timedelta(days=PACE.get(step, 45) if taken else 0)
        if not takes or day > draft.today:
            break
        taken = True
        if recorded:
            low, high = PAID.get(step, (0, 0))
            draft.add(
                "outcomes",
                id=f"{part.activity}--{part.firm.id}--{step}".replace("_", "-"),
                activity=part.activity,
                actor=part.firm.id,
                kind=step,
                date=day,
                value=round(low + (high - low) * amount, -3) if high else "",
                counterpart=other.name if other else "",
                market=part.country,
                reported_by=chance.choice(REPORTED),
            )
            if other:
                _draw_result(draft, part, step, other, day)


def _draw_result(draft: CaseDraft, part: DrawnPart, step: str, other: DrawnPartner, day: date) -> None:
    """The tie that a step begins, and the entry that a sale is."""
    kinds = {"followed_up": "contact", "contract": "customer"}
    if step in kinds:
        draft.add(
            "ties",
            id=f"{part.activity}--{part.firm.id}--{other.id}--{kinds[step]}",
            a=part.firm.id,
            b=other.id,
            kind=kinds[step],
            since=day,
            origin="cluster",
            activity=part.activity,
        )
    if step == "sale":
        chance = draft.random(f"entry {part.activity} {part.firm.id}")
        draft.add(
            "entries",
            id=f"{part.firm.id}-{part.country.lower()}-{part.activity}",
            firm=part.firm.id,
            market=part.country,
            date=day,
            status="entered",
            mode=chance.choice(MODES),
            origin="cluster",
            activity=part.activity,
        )


def _draw_answers(draft: CaseDraft, model: TrueModel, part: DrawnPart) -> None:
    """One truth a part; who is asked later gives the same answer."""
    chance = draft.random(f"answers {part.activity} {part.firm.id}")
    answer = weighted(chance, model.counterfactual)
    months, share = chance.choice((6, 12, 24)), chance.choice((0.25, 0.5, 0.75))
    for wave, answered in model.answered.items():
        day = part.end + timedelta(days=round(wave * 30.4))
        if chance.random() < answered and day <= draft.today:
            draft.add(
                "counterfactuals",
                activity=part.activity,
                actor=part.firm.id,
                wave=wave,
                date=day,
                answer=answer,
                months=months if answer == "later" else "",
                share=share if answer == "smaller" else "",
                through="another adviser" if answer == "elsewhere" else "",
            )


def draw_own_entries(draft: CaseDraft, parts: Sequence[DrawnPart], countries: Sequence[str]) -> None:
    """Markets that firms entered by themselves: the more, the greater their experience."""
    chance = draft.random("own entries")
    for firm in sorted({part.firm.id: part.firm for part in parts}.values(), key=lambda f: f.id):
        for country in chance.sample(countries, round(3 * firm.ability["Oa.experience"])):
            draft.add(
                "entries",
                id=f"{firm.id}-{country.lower()}",
                firm=firm.id,
                market=country,
                date=str(draft.today.year - chance.randint(1, 8)),
                status="entered",
                mode=chance.choice(MODES),
                origin=chance.choice(("internal", "own_network")),
            )
