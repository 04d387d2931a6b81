"""What the product says of the practice cluster, beside what is true of it: the rows of the page in the docs."""

import json
from dataclasses import dataclass
from datetime import date
from statistics import mean
from typing import Any

from scipy.stats import kendalltau

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.models import StoredFile
from bridgehead.evidence.services.intercoder_agreement import agreement_table
from bridgehead.influence.core.influence_account import InfluenceAccount
from bridgehead.influence.services import effect_estimates, regional_identity
from bridgehead.influence.services.influence_account import account
from bridgehead.match.services import additionality
from bridgehead.opportunities.models import Opportunity
from bridgehead.workspace.core.practice.drawn_codings import REPEATS, UNSAID
from bridgehead.workspace.core.practice.true_model import TRUE_MODEL
from bridgehead.workspace.services.practice_workspace import TRUTH, practice_words

SEED, DAY = 1, date(2026, 11, 30)


@dataclass(frozen=True)
class ComparedFigure:
    """A figure: what was drawn, what the product says, and its 90 % interval, if it has one."""

    name: str
    drawn: float | None
    said: float
    interval: tuple[float, float] | None = None
    shown: str = ""

    @property
    def row(self) -> str:
        """The row of the table in the docs."""
        ends = f" ({self.interval[0]:.2f} to {self.interval[1]:.2f})" if self.interval else ""
        drawn = self.shown if self.drawn is None else f"{self.drawn:.2f}"
        return f"| {self.name} | {drawn} | {self.said:.2f}{ends} |"


def compared_figures() -> list[ComparedFigure]:
    """Every figure that the docs compare, on the practice cluster of the workspace."""
    truth = json.loads(bytes(StoredFile.objects.get(pk=TRUTH).content))
    said = account(RecordScope(DAY))
    return [*_effect(), _agreement(), *_funnels(said), _deadweight(said), _need(said), *_additionality(truth), _focus()]


def _effect() -> list[ComparedFigure]:
    found = effect_estimates.estimate("log_exports", placebo_outcomes=["log_domestic_sales"]).effect
    assert found is not None
    placebo = next(p for p in found.placebos if p.outcome == "log_domestic_sales")
    return [
        ComparedFigure(
            "Effect of membership on log exports", TRUE_MODEL.effect, found.overall.att, found.overall.interval
        ),
        ComparedFigure(
            "The same on log sales at home, a placebo", 0.0, placebo.estimate.att, placebo.estimate.interval
        ),
    ]


def _agreement() -> ComparedFigure:
    """Alpha of two coders who err independently, worked out from the model: (P(both) − p²) ÷ (p − p²) of a code."""
    words = practice_words()
    codes = len(words.passages) - 1
    passages = (codes + 1) * REPEATS + len(words.passages[UNSAID])
    seen, right = TRUE_MODEL.found, TRUE_MODEL.rightly_coded
    by_kind = (
        (REPEATS / passages, seen * (right + (1 - right) / codes)),
        ((codes - 1) * REPEATS / passages, seen * (1 - right) / codes),
        (1 - codes * REPEATS / passages, TRUE_MODEL.wrongly_coded / codes),
    )
    once = sum(share * p for share, p in by_kind)
    both = sum(share * p * p for share, p in by_kind)
    expected = (both - once**2) / (once - once**2)
    alpha = agreement_table().overall.alpha
    return ComparedFigure("Agreement of the two coders (alpha)", expected, alpha.value, alpha.interval)


def _funnels(said: InfluenceAccount) -> list[ComparedFigure]:
    found = []
    for family, steps in TRUE_MODEL.funnels.items():
        shares = dict(steps)
        funnel = said.results.funnels[family]
        for before, step in zip(funnel.steps, funnel.steps[1:], strict=False):
            if step.interval is not None:
                reached = (step.recorded + step.inferred) / (before.recorded + before.inferred)
                name = f"Funnel, {family}: {step.step} out of {before.step}".replace("_", " ")
                found.append(ComparedFigure(name, shares[step.step], reached, step.interval))
    return found


def _deadweight(said: InfluenceAccount) -> ComparedFigure:
    expected = TRUE_MODEL.counterfactual["same"] + TRUE_MODEL.counterfactual["elsewhere"]
    answers = [found.latest for found in said.counterfactuals.values()]
    share = sum(one.deadweight.count for one in answers) / sum(one.answers for one in answers)
    return ComparedFigure("Deadweight, all kinds of activity", expected, share)


def _need(said: InfluenceAccount) -> ComparedFigure:
    assert said.need.tau is not None
    return ComparedFigure("Need and use (τ)", None, said.need.tau, said.need.interval, "below 0")


def _additionality(truth: dict[str, Any]) -> list[ComparedFigure]:
    """What an open market would add, against true weakness in what a market raises."""
    firms = truth["firms"]
    about = Opportunity.objects.filter(kind="market", status="open").order_by("pk").first()
    assert about is not None
    aim = additionality.aims([about])[about.pk]
    raised = [effect.component for effect in aim.raises]
    added = {
        a: v.value
        for a, v in additionality.of_actors(aim, list(firms), RecordScope(DAY)).items()
        if v.value is not None
    }
    weakness = {a: 1 - mean(firms[a]["ability"][c] for c in raised) for a in added}
    tau = float(kendalltau([added[a] for a in added], [weakness[a] for a in added]).statistic)
    of = {weak: mean(v for a, v in added.items() if firms[a]["weak"] is weak) for weak in (True, False)}
    return [
        ComparedFigure(f"Additionality of {about.pk} against true weakness (τ)", None, tau, None, "above 0"),
        ComparedFigure(
            "The same, mean of the weak over that of the others", None, of[True] / of[False], None, "above 1"
        ),
    ]


def _focus() -> ComparedFigure:
    found = regional_identity.describe("baelt-cleantech", RecordScope(DAY)).focus["themes"]["baelt-cleantech"]
    return ComparedFigure(
        "Focus: fields that count (Hill number of order 2)", None, found.diversity[2], found.interval, "of 10 fields"
    )
