"""Need and use, by hand from the definition."""

from itertools import permutations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kendalltau

from bridgehead.influence.core.need_and_use import CodingBasis, coding_basis, need_and_use, pairs
from bridgehead.profile.core.coded_reason import CodedReason
from bridgehead.profile.core.evidence_weights import settle
from tests.influence.frames import YES, evidence

COMPONENTS = ("Oa.capital", "Oa.network")
UP = {"direction": "strength", **YES}


def table(*rows: tuple[str, str, float, float]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["firm", "component", "own", "use"], orient="row")


def test_own_and_use_are_split_by_origin_and_capped_apart() -> None:
    cell = {"actor": "f", "code": "Oa.capital", "source": "a", **UP}
    rows = settle(
        evidence(
            {**cell, "locator": "1", "salience": 3, "origin": "cluster"},
            {**cell, "locator": "2", "salience": 3, "origin": ""},
            {**cell, "locator": "3", "direction": "weakness", "salience": 2, "origin": "cluster_network"},
            {**cell, "locator": "4", "direction": "weakness", "salience": 1, "origin": "internal"},
        )
    )
    (row,) = pairs(rows, ["f"], COMPONENTS).iter_rows(named=True)
    # Strengths of one source weigh 3 from the cluster and 3 of the firm's own (blank); each may weigh 3.
    assert row == {"firm": "f", "component": "Oa.capital", "own": round(4 / 6, 9), "use": 3.0}


def test_any_evidence_makes_a_pair_but_only_on_components_of_the_firms_asked_for() -> None:
    rows = settle(
        evidence(
            {"actor": "f", "code": "Oa.network"},
            {"actor": "f", "code": "barrier.capital", **UP},
            {"actor": "other", "code": "Oa.network", **UP},
        )
    )
    assert pairs(rows, ["f"], COMPONENTS).rows() == [("f", "Oa.network", 0.5, 0.0)]


def test_tau_and_its_permutation_p_by_hand() -> None:
    used = {"f0": (0.2, 3.0), "f1": (0.5, 1.0), "f2": (0.8, 0.0)}
    cells = table(*((f, "A", *v) for f, v in used.items()), *((f"f{n}", f"only-{n}", 0.5, 1.0) for n in range(3, 8)))
    result = need_and_use(cells)
    own, use = cells["own"].to_numpy(), cells["use"].to_numpy()
    assert result.tau == pytest.approx(kendalltau(use, own).statistic)
    # Only the three firms of A can change places: six orders.
    at = [n for n, name in enumerate(cells["component"]) if name == "A"]
    taus = []
    for order in permutations(at):
        shuffled = use.copy()
        shuffled[at] = use[list(order)]
        taus.append(abs(kendalltau(shuffled, own).statistic))
    assert result.p == pytest.approx(np.mean([t >= abs(result.tau or 0) - 1e-12 for t in taus]))
    assert (result.pairs, result.reasons.get("p")) == (8, None)


@pytest.mark.parametrize(("firms", "has_p"), [(7, False), (8, True)])
def test_below_eight_firms_there_is_tau_but_no_p_and_no_interval(firms: int, has_p: bool) -> None:
    cells = table(*((f"f{n}", f"c{c}", (n * 3 + c) % 7 / 7, float((n + c) % 4)) for n in range(firms) for c in (0, 1)))
    result = need_and_use(cells)
    assert result.tau is not None
    assert (result.p is not None, result.interval is not None) == (has_p, has_p)
    few = CodedReason("few_firms", {"needed": 8})
    assert result.reasons == ({} if has_p else {"p": few, "interval": few})


PIECES = st.lists(st.tuples(st.sampled_from(["strength", "weakness"]), st.integers(1, 3)), max_size=5)


@settings(max_examples=30)
@given(PIECES, PIECES)
def test_what_came_through_the_cluster_never_moves_what_is_own(
    own: list[tuple[str, int]], through: list[tuple[str, int]]
) -> None:
    """A cap over both groups of one source would: independent draws of the two then look like need and use."""

    def cell(origin: str, pieces: list[tuple[str, int]]) -> list[dict[str, object]]:
        row = {"actor": "f", "code": "Oa.capital", "source": "s", "origin": origin, **YES}
        return [
            {**row, "locator": f"{origin}{n}", "direction": direction, "salience": salience}
            for n, (direction, salience) in enumerate(pieces)
        ]

    def values(*rows: dict[str, object]) -> tuple[float, float]:
        found = pairs(settle(evidence(*rows)), ["f"], COMPONENTS)
        return (found["own"][0], found["use"][0]) if len(found) else (0.5, 0.0)

    both = values(*cell("internal", own), *cell("cluster", through))
    assert both == (values(*cell("internal", own))[0], values(*cell("cluster", through))[1])


def test_tau_is_scipys_with_ties() -> None:
    rng = np.random.default_rng(3)
    own, use = rng.integers(0, 4, 24) / 4, rng.integers(0, 3, 24) / 2
    cells = table(*((f"f{i % 8}", f"c{i // 8}", own[i], use[i]) for i in range(24)))
    result = need_and_use(cells)
    assert result.tau == pytest.approx(kendalltau(own, use).statistic)
    assert result.interval is not None
    assert result.interval[0] < result.interval[1]
    assert result.p is not None
    assert 0 < result.p <= 1


def test_where_nobody_uses_the_cluster_there_is_no_tau_but_a_reason() -> None:
    result = need_and_use(table(("f", "A", 0.2, 0.0), ("g", "A", 0.8, 0.0)))
    assert (result.tau, result.p, result.interval, result.pairs) == (None, None, None, 2)
    assert result.reasons["tau"] == CodedReason("same_use")
    assert need_and_use(table()).tau is None


def test_many_pairs_give_the_same_as_few(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(4)
    cells = table(*((f"f{i % 9}", f"c{i // 9}", rng.integers(0, 5) / 5, rng.integers(0, 4) / 2) for i in range(45)))
    few = need_and_use(cells)
    monkeypatch.setattr("bridgehead.influence.core.need_and_use.FEW_PAIRS", 10)
    many = need_and_use(cells)
    assert many.tau == pytest.approx(few.tau)
    assert many.interval == pytest.approx(few.interval)
    assert many.p == pytest.approx(few.p, abs=0.03)  # fewer draws


def test_pairs_line_by_line_from_the_definition() -> None:
    """Framework §8, 2: reconciled, then split by origin, then capped in each group alone, rounded to 9 decimals."""
    high = {"actor": "f", "code": "Oa.capital", **UP}
    blank = dict.fromkeys(YES, "")
    rows = settle(
        evidence(
            # A reconciled row replaces both of its passage, one of which came by the cluster.
            {**high, "source": "a", "locator": "1", "salience": 3, "origin": "cluster", "coder": "ane"},
            {**high, "source": "a", "locator": "1", "salience": 2, "origin": "cluster", "coder": "bo"},
            {**high, "source": "a", "locator": "1", "salience": 1, "origin": "internal", "coder": "reconciled"},
            # Two coders of one passage share it: 2 ÷ 2 by the cluster's network, 3 ÷ 2 of its own.
            {**high, "source": "b", "locator": "2", "salience": 2, "origin": "cluster_network", "coder": "ane"},
            {**high, "source": "b", "locator": "2", "salience": 3, "origin": "own_network", "coder": "bo"},
            # Of one source: 3 and 2 and 3 ÷ 2 through the cluster are capped at 3 there; its own stay.
            {**high, "source": "c", "locator": "3", "salience": 3, "origin": "cluster"},
            {**high, "source": "c", "locator": "4", "salience": 2, "origin": "cluster"},
            {**high, "source": "c", "locator": "5", "salience": 2, "origin": "public_programme"},
            # Without a source each row has half its salience and is a source of its own: no cap.
            *({**high, **blank, "salience": 3, "origin": "cluster"} for _ in range(3)),
            # What was hoped for, and weaknesses through the cluster, add nothing; a blank salience is 1.
            {**high, "source": "d", "salience": 3, "origin": "cluster", "prospective": "yes"},
            {**high, "source": "d", "direction": "weakness", "salience": 3, "origin": "cluster"},
            {**high, "source": "e", "direction": "weakness", "salience": None, "origin": ""},
        )
    )
    (row,) = pairs(rows, ["f"], COMPONENTS).iter_rows(named=True)
    plus, minus = 1 + 1.5 + 2, 1
    assert row["own"] == round((1 + plus) / (2 + plus + minus), 9)
    assert row["use"] == 1 + 3 + 4.5


def test_a_pair_with_hopes_alone_is_none_and_the_firm_does_not_count() -> None:
    rows = evidence(
        {"actor": "f", "code": "Oa.capital", "prospective": "yes", **UP},
        {"actor": "g", "code": "Oa.capital", "source": "s", "source_kind": "interview", "coder": "ane", **UP},
    )
    assert pairs(settle(rows), ["f", "g"], COMPONENTS)["firm"].to_list() == ["g"]
    assert coding_basis(rows, ["f", "g"], COMPONENTS) == CodingBasis(1, {"interview": 1}, 0, ("ane",))


def test_who_coded_it_from_what() -> None:
    row = {"actor": "f", "code": "Oa.capital", **UP}
    rows = evidence(
        {**row, "source": "s1", "source_kind": "interview", "coder": "ane"},
        {**row, "source": "s1", "source_kind": "interview", "coder": "bo"},
        {**row, "source": "s1", "source_kind": "interview", "coder": "reconciled"},
        {**row, "source": "s2", "source_kind": "interview", "coder": ""},
        {**row, "source": "s3", "source_kind": "document", "coder": "ane", "actor": "g"},
        {**row, "source": "s4", "coder": "ane"},
        {**row, "source": "q", "source_kind": "survey", "coder": ""},
        {**row, "coder": "bo"},
        # Not of a firm or component that is asked about.
        {**row, "source": "s9", "source_kind": "record", "coder": "cy", "actor": "other"},
        {**row, "source": "s9", "source_kind": "record", "coder": "cy", "code": "barrier.capital"},
    )
    found = coding_basis(rows, ["f", "g"], COMPONENTS)
    assert found == CodingBasis(
        firms=2,
        sources={"": 1, "document": 1, "interview": 2, "survey": 1},
        unsourced=1,
        coders=("", "ane", "bo"),
    )


def test_a_survey_has_no_coder_and_reconciled_coding_alone_is_named_as_that() -> None:
    row = {"actor": "f", "code": "Oa.capital", "source": "s", **UP}
    assert coding_basis(evidence({**row, "source_kind": "survey"}), ["f"], COMPONENTS).coders == ()
    alone = evidence({**row, "source_kind": "interview", "coder": "reconciled"})
    assert coding_basis(alone, ["f"], COMPONENTS).coders == ("reconciled",)
    assert coding_basis(evidence(), ["f"], COMPONENTS) == CodingBasis(0, {}, 0, ())


def test_a_firm_with_evidence_without_a_direction_is_one_of_the_eight() -> None:
    """ "Any evidence" makes a pair: own ½, use 0."""
    rows = settle(
        evidence(
            *(
                {"actor": f"f{n}", "code": "Oa.capital", "origin": "cluster", **UP, "salience": 1 + n % 3}
                for n in range(7)
            ),
            {"actor": "f0", "code": "Oa.network", **UP},
            {"actor": "f7", "code": "Oa.network"},
        )
    )
    table = pairs(rows, [f"f{n}" for n in range(8)], COMPONENTS)
    assert table.filter(firm="f7").rows() == [("f7", "Oa.network", 0.5, 0.0)]
    assert need_and_use(table).p is not None
    assert need_and_use(table.filter(pl.col("firm") != "f7")).p is None
