"""Need and use, by hand from the definition."""

from itertools import permutations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kendalltau

from bridgehead.influence.core.need_and_use import need_and_use, pairs
from bridgehead.profile.core.coded_reason import CodedReason
from bridgehead.profile.core.standing import settle
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
