"""Sentences of the influence stage: each reason of a core has one, and they say what the figures say."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import bridgehead
from bridgehead.influence import phrases
from bridgehead.influence.core.findings import Claim, judge_claims
from bridgehead.influence.core.funnel import Funnel
from bridgehead.influence.core.need_and_use import NeedAndUse
from bridgehead.influence.phrases import reason_texts
from bridgehead.profile import phrases as profile_phrases
from bridgehead.profile.core.coded_reason import CodedReason
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
    assert known <= set(profile_phrases._MISSING)


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


def test_the_largest_drop_names_both_steps() -> None:
    assert phrases.funnel_title(Funnel((), "entry")) == "Largest drop: from agreement to market entry"
    assert phrases.funnel_title(Funnel((), None)) == "From activity to result"


def test_need_and_use_without_data_says_why() -> None:
    found = NeedAndUse(None, None, None, 1, {"tau": CodedReason("few_pairs")})
    assert phrases.need_and_use(found).startswith("Need and use: not enough data. Fewer than two")
    reason = CodedReason("few_firms", {"needed": 8})
    few = NeedAndUse(-0.4, None, None, 36, {"p": reason, "interval": reason})
    assert phrases.need_and_use(few).endswith(
        "Kendall's τ -0.40, over 36 pairs of firm and advantage. "
        "No p-value and no interval. Fewer than 8 firms have evidence."
    )
    known = NeedAndUse(-0.4, 0.00001, None, 36, {})
    assert "τ -0.40, p < 0.001, over 36 pairs" in phrases.need_and_use(known)
    assert phrases.need_and_use_reading(known) == "Negative: firms use the cluster where they are weak."


def test_a_claim_of_absence_says_how_common_it_can_be() -> None:
    claim = Claim("f", "absence", "so it is", ("e1",), (), ("a", "b", "c"))
    (verdict,) = judge_claims([claim], evidence({"source": "a", **YES}))
    worded = phrases.finding_reason(verdict).replace("\u202f", " ")
    assert worded == "None of the 3 organisations asked showed it. At most 63 % of cases (95 % upper bound)."
