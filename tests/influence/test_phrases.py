"""Sentences of the influence stage: each reason of a core has one, and they say what the figures say."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import bridgehead
from bridgehead.framework.loader import load_framework
from bridgehead.influence import phrases
from bridgehead.influence.core.counterfactuals import counterfactuals
from bridgehead.influence.core.findings import Claim, judge_claims
from bridgehead.influence.core.funnel import (
    FirmParticipation,
    Funnel,
    FunnelRecords,
    RecordedOutcome,
    funnel_results,
)
from bridgehead.influence.core.need_and_use import CodingBasis, NeedAndUse
from bridgehead.influence.phrases import reason_texts
from bridgehead.profile.core.coded_reason import CodedReason
from bridgehead.profile.core.counterfactual_answers import CounterfactualAnswer
from bridgehead.profile.phrases import markets as market_phrases
from bridgehead.profile.phrases import paths_abroad
from tests.influence.frames import YES, evidence

RAISED = ("CodedReason", "CannotEstimate")


def codes(stage: str) -> Iterator[str]:
    """Every code that a stage's modules give a reason by."""
    for path in (Path(bridgehead.__file__).parent / stage).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISED:
                yield from (n.value for a in node.args[:1] for n in _texts(a))


def _texts(node: ast.expr) -> Iterator[ast.Constant]:
    """The texts that an argument can be: itself, or what a choice ends in."""
    if isinstance(node, ast.IfExp):
        yield from (*_texts(node.body), *_texts(node.orelse))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node


def test_every_reason_has_its_sentence() -> None:
    found = set(codes("influence"))
    assert len(found) > 30
    assert found <= set(reason_texts._REASONS)
    known = set(codes("profile"))
    assert known
    assert known <= set(paths_abroad._MISSING) | set(market_phrases._PARTS)


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (CodedReason("few_treated", {"found": 2, "needed": 10}), "Too few treated firms: 2 of at least 10."),
        (CodedReason("pretrend_differs", {"p": 0.0}), "Trends differed before the start (p < 0.001)."),
        (
            CodedReason("no_overlap", {"covariates": ("founded", "large"), "share": 0.4}),
            "By founded and large, 40 % of treated firms are unlike every untreated firm.",
        ),
    ],
)
def test_what_a_reason_says(reason: CodedReason, sentence: str) -> None:
    assert phrases.reason_text(reason).replace("\u202f", " ") == sentence


def funnel_of(*outcomes: str) -> Funnel:
    """Of two firms' parts in a trip, where the first has these outcomes."""
    took_part = [FirmParticipation(firm, "trip", "delegation_trip", "", "", "") for firm in "ab"]
    records = FunnelRecords([RecordedOutcome("a", "trip", kind, "") for kind in outcomes])
    return funnel_results(took_part, records, load_framework().funnels).funnels["market"]


def test_the_largest_drop_names_both_steps() -> None:
    took_part = [FirmParticipation(firm, "trip", "delegation_trip", "", "", "") for firm in "ab"]
    kinds = {"a": ("met", "followed_up", "offer"), "b": ("met",)}
    rows = [RecordedOutcome(firm, "trip", kind, "") for firm, some in kinds.items() for kind in some]
    found = funnel_results(took_part, FunnelRecords(rows), load_framework().funnels).funnels["market"]
    assert phrases.funnel_drop(found) == "Largest drop: from met to followed up"
    assert phrases.funnel_drop(funnel_of("met")) == ""
    assert phrases.funnel_family(found) == "Market visits and introductions: 2 parts"


def test_a_step_without_a_record_is_not_recorded_and_never_a_share() -> None:
    worded = {
        step.step: phrases.funnel_rate(step).replace("\u202f", " ") for step in funnel_of("met", "contract").steps
    }
    assert worded == {
        "met": "",
        "followed_up": "Not recorded",
        "offer": "Not recorded",
        "contract": "100 % (5–100 %)",
        "sale": "Not recorded",
    }


def test_the_steps_of_a_part_say_which_are_inferred() -> None:
    took_part = [FirmParticipation("a", "trip", "delegation_trip", "", "", "")]
    records = FunnelRecords([RecordedOutcome("a", "trip", "followed_up", "")])
    families = load_framework().funnels
    (part,) = funnel_results(took_part, records, families).parts
    assert phrases.part_steps(part) == ["met (inferred)", "followed up"]
    (nothing,) = funnel_results(took_part, FunnelRecords(), families).parts
    assert phrases.part_steps(nothing) == ["took part"]
    assert [phrases.furthest_step(step) for step in (part.furthest, nothing.furthest)] == ["Followed up", "Took part"]


def test_the_comparison_says_what_was_counted_and_by_whom_and_is_no_rate() -> None:
    text = phrases.programme_comparison()
    for part in ("over 2,700 SMEs", "3,010 business meetings", "39 memoranda", "45 projects", "ESCP-4i", "no rate"):
        assert part in text
    assert "%" not in text
    assert "2,210" not in text


def test_details_of_answers_say_by_how_much_and_through_whom() -> None:
    rows = [("a", "later", 9.0, None, ""), ("b", "smaller", None, 0.25, ""), ("c", "elsewhere", None, None, "A bank")]
    answers = [CounterfactualAnswer(a, "t", "T", "event", "", 0, said, m, s, by) for a, said, m, s, by in rows]
    worded = phrases.answer_details(counterfactuals(answers)["event"].latest).replace("\u202f", " ")
    assert worded == "Later by 9 months (median). Smaller by 25 % (median). Elsewhere through A bank."
    assert phrases.answer_wave(None) == "Latest answers"
    assert phrases.answer_wave(6) == "After 6 months"


@pytest.mark.parametrize(
    ("basis", "sentence"),
    [
        (
            CodingBasis(3, {"document": 20, "interview": 4}, 0, ("", "ane")),
            "3 firms, coded from 24 sources (document 20 and interview 4). 2 coders: coder not named and ane.",
        ),
        (
            CodingBasis(1, {"interview": 1}, 2, ("",)),
            "1 firm, coded from 1 source (interview 1). 2 pieces name no source. Coder not named.",
        ),
        (CodingBasis(2, {}, 5, ("bo",)), "2 firms, coded without a source. 1 coder: bo."),
        (CodingBasis(1, {"": 1}, 0, ()), "1 firm, coded from 1 source (kind not recorded 1)."),
        (CodingBasis(0, {}, 0, ()), ""),
    ],
)
def test_who_coded_it_from_what(basis: CodingBasis, sentence: str) -> None:
    assert phrases.coding_basis(basis) == sentence


def test_need_and_use_without_data_says_why() -> None:
    found = NeedAndUse(None, None, None, 1, {"tau": CodedReason("few_pairs")})
    assert phrases.need_and_use(found).startswith("Need and use: not enough data. Fewer than two")
    reason = CodedReason("few_firms", {"needed": 8})
    few = NeedAndUse(-0.4, None, None, 36, {"p": reason, "interval": reason})
    assert phrases.need_and_use(few).endswith(
        "Kendall's τ \u22120.40, over 36 pairs of firm and advantage. "
        "No p-value and no interval. Fewer than 8 firms have evidence."
    )
    known = NeedAndUse(-0.4, 0.00001, None, 36, {})
    assert "τ \u22120.40, p < 0.001, over 36 pairs" in phrases.need_and_use(known)
    assert phrases.need_and_use_reading(known) == "Negative: firms use the cluster where they are weak."


def test_a_claim_of_absence_says_how_common_it_can_be() -> None:
    claim = Claim("f", "absence", "so it is", ("e1",), (), ("a", "b", "c"))
    (verdict,) = judge_claims([claim], evidence({"source": "a", **YES}))
    worded = phrases.finding_reason(verdict).replace("\u202f", " ")
    assert worded == "None of the 3 organisations asked showed it. At most 63 % of cases (95 % upper bound)."
