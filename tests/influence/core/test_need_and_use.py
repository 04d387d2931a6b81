"""Need and use, by hand from the definition."""

import numpy as np
import polars as pl
import pytest
from scipy.stats import kendalltau

from bridgehead.influence.core.need_and_use import need_and_use, pairs
from bridgehead.profile.core.coded_reason import CodedReason
from bridgehead.profile.core.standing import weigh
from tests.influence.frames import YES, evidence

COMPONENTS = ("Oa.capital", "Oa.network")
UP = {"direction": "strength", **YES}


def table(*rows: tuple[str, str, float, float]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["firm", "component", "own", "use"], orient="row")


def test_own_and_use_split_by_origin_after_the_cap() -> None:
    cell = {"actor": "f", "code": "Oa.capital", "source": "a", **UP}
    rows = weigh(
        evidence(
            {**cell, "locator": "1", "salience": 3, "origin": "cluster"},
            {**cell, "locator": "2", "salience": 3, "origin": ""},
            {**cell, "locator": "3", "direction": "weakness", "salience": 2, "origin": "cluster_network"},
            {**cell, "locator": "4", "direction": "weakness", "salience": 1, "origin": "internal"},
        )
    )
    (row,) = pairs(rows, ["f"], COMPONENTS).iter_rows(named=True)
    # Strengths of one source weigh 6, capped at 3: 1.5 from the cluster, 1.5 the firm's own (blank).
    assert row == {"firm": "f", "component": "Oa.capital", "own": round(2.5 / 4.5, 9), "use": 1.5}


def test_any_evidence_makes_a_pair_but_only_on_components_of_the_firms_asked_for() -> None:
    rows = weigh(
        evidence(
            {"actor": "f", "code": "Oa.network"},
            {"actor": "f", "code": "barrier.capital", **UP},
            {"actor": "other", "code": "Oa.network", **UP},
        )
    )
    assert pairs(rows, ["f"], COMPONENTS).rows() == [("f", "Oa.network", 0.5, 0.0)]


def test_tau_and_its_permutation_p_by_hand() -> None:
    cells = table(("f", "A", 0.2, 3.0), ("g", "A", 0.8, 0.0), ("f", "B", 0.3, 2.0), ("g", "B", 0.7, 1.0))
    result = need_and_use(cells)
    assert result.tau == pytest.approx(-1)
    # Two orders in A times two in B; S is −6, −4 or −2, +2 …: only the one seen is as far from 0 …
    uses = [(3, 0, 2, 1), (0, 3, 2, 1), (3, 0, 1, 2), (0, 3, 1, 2)]
    taus = [abs(kendalltau([0.2, 0.8, 0.3, 0.7], u).statistic) for u in uses]
    assert result.p == pytest.approx(np.mean([t >= 1 - 1e-12 for t in taus]))
    assert (result.interval, result.pairs) == (None, 4)
    assert set(result.reasons) == {"interval"}


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


def test_a_single_firm_cannot_be_shuffled() -> None:
    result = need_and_use(table(("f", "A", 0.2, 1.0), ("f", "B", 0.8, 0.0)))
    assert (result.tau, result.p) == (pytest.approx(-1), 1.0)


def test_many_pairs_give_the_same_as_few(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(4)
    cells = table(*((f"f{i % 9}", f"c{i // 9}", rng.integers(0, 5) / 5, rng.integers(0, 4) / 2) for i in range(45)))
    few = need_and_use(cells)
    monkeypatch.setattr("bridgehead.influence.core.need_and_use.FEW_PAIRS", 10)
    many = need_and_use(cells)
    assert many.tau == pytest.approx(few.tau)
    assert many.interval == pytest.approx(few.interval)
    assert many.p == pytest.approx(few.p, abs=0.03)  # fewer draws
