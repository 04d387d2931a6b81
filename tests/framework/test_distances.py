"""The shipped distances: against published values, against SciPy, and against the script that makes them."""

from pathlib import Path

import numpy as np
import pytest
from scipy.spatial.distance import mahalanobis, seuclidean

from bridgehead.framework.distances import DATA, load_distances
from scripts import build_distances as script


def test_about_a_hundred_countries_with_every_measure_documented() -> None:
    shipped = load_distances()
    assert 100 <= len(shipped.countries) <= 130
    assert set(shipped.measures) == set(script.MEASURES)
    assert all(m.source and m.year and m.licence and m.holds for m in shipped.measures.values())


@pytest.mark.parametrize(
    ("home", "market", "kilometres"), [("DK", "SE", 523.8), ("US", "DK", 6191.9), ("DE", "FR", 439.8)]
)
def test_kilometres_are_those_of_cepii(home: str, market: str, kilometres: float) -> None:
    # Mayer & Zignago (2011), GeoDist, variable dist.
    assert load_distances().between(home, market)["geographic"] == pytest.approx(kilometres, abs=1)
    assert load_distances().between(home, market) == load_distances().between(market, home)


def test_common_language() -> None:
    shipped = load_distances()
    assert shipped.between("GB", "US")["linguistic"] == 0.0
    assert shipped.between("DK", "KR")["linguistic"] == 1.0


def test_what_is_unknown_is_none() -> None:
    shipped = load_distances()
    assert shipped.between("DK", "CY")["cultural_kogut_singh"] is None
    assert set(shipped.between("DK", "DK").values()) == {None}
    assert set(shipped.between("DK", "AQ").values()) == {None}
    assert shipped.fact("TW", "gdp") is None
    assert shipped.fact("AQ", "gdp") is None


def test_geography_leads_the_measures() -> None:
    assert next(iter(load_distances().measures)) == "geographic"


def test_cultural_distances_equal_scipys(shared: Path) -> None:
    vectors = script.culture(shared / "data" / "countries")
    table = np.stack(list(vectors.values()))
    a, b = vectors["DK"], vectors["KR"]
    kogut_singh = seuclidean(a, b, table.var(axis=0, ddof=1)) ** 2 / 4
    found = load_distances().between("DK", "KR")
    assert found["cultural_kogut_singh"] == pytest.approx(kogut_singh, abs=1e-4)
    inverse = np.linalg.inv(np.cov(table, rowvar=False))
    assert found["cultural_mahalanobis"] == pytest.approx(mahalanobis(a, b, inverse), abs=1e-4)


def test_the_script_makes_what_is_shipped(shared: Path, tmp_path: Path) -> None:
    script.build(shared / "data" / "countries", tmp_path)
    for name in ("distances.csv", "market_facts.csv"):
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes()
