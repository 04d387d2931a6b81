"""Focus, strength and signs of lock-in, by hand."""

import numpy as np
import polars as pl
import pytest

from bridgehead.influence.core.lock_in import cognitive, functional, political
from bridgehead.influence.core.regional_identity import (
    CODES,
    PARTICIPATIONS,
    TIES,
    RegionFocus,
    branch,
    comparable_diversities,
    focus,
    identity_verdict,
    specialities,
    strength,
)

DK, SE, NO = frozenset({"d1", "d2"}), frozenset({"s1"}), frozenset({"n1"})
REGIONS = {"DK": DK, "SE": SE, "NO": NO}


def participations(*rows: tuple[str, str, int | None]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=PARTICIPATIONS, orient="row")


def codes(**of: str) -> pl.DataFrame:
    return pl.DataFrame([(a, c) for a, cs in of.items() for c in cs.split()], schema=CODES, orient="row")


def ties(*rows: tuple[str, str, int | None]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=TIES, orient="row")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("H2020-EU.3.3.2", "H2020-EU.3.3"),
        ("H2020-EU.1", "H2020-EU.1"),
        ("09331200-0", "09"),
        ("09331200", "09"),
        ("/natural sciences/physics", "natural sciences"),
        ("C40", "C40"),
    ],
)
def test_a_code_knows_its_branch(code: str, expected: str) -> None:
    assert branch(code) == expected


def test_an_activity_counts_once_for_a_region_and_focus_is_its_diversity() -> None:
    done = participations(("p", "d1", 2019), ("p", "d2", 2019), ("q", "d1", 2019), ("r", "s1", 2019))
    found = focus(done, codes(p="E.3.3.1", q="E.3.3.2", r="E.1.1.1"), DK)
    assert (found.activities, found.codes, found.diversity) == (2, 2, pytest.approx((2, 2, 2)))
    assert found.variety is not None
    assert (found.variety.unrelated, found.variety.related) == (0, 1)
    assert found.interval is None  # fewer than ten activities


def test_no_coded_activity_no_focus() -> None:
    found = focus(participations(("p", "d1", 2019)), codes(), DK)
    assert (found.activities, found.variety) == (0, None)
    assert np.isnan(found.diversity).all()


def test_the_interval_is_there_from_ten_activities_on() -> None:
    done = participations(*((f"p{n}", "d1", None) for n in range(12)))
    found = focus(done, codes(**{f"p{n}": f"E.{n % 4}" for n in range(12)}), DK)
    assert found.interval is not None
    assert found.interval[0] < found.diversity[2] <= 4


def test_location_quotients_compare_the_regions() -> None:
    done = participations(("p", "d1", None), ("q", "d1", None), ("r", "s1", None), ("t", "n1", None))
    found = {s.code: s for s in specialities(done, codes(p="wind", q="sun", r="sun", t="sun"), REGIONS, "DK")}
    # Of four cells in all, DK has two: wind 1 of 1, sun 1 of 3.
    assert found["wind"].quotient == pytest.approx((1 / 2) / (1 / 4))
    assert found["sun"].quotient == pytest.approx((1 / 2) / (3 / 4))
    assert list(found) == ["sun", "wind"]


def test_outside_actors_engage_by_joint_activities_and_ties() -> None:
    done = participations(("p", "d1", 2018), ("p", "s1", 2018), ("p", "d2", 2018), ("q", "n1", 2019), ("q", "d1", 2019))
    tied = ties(("x", "d2", 2019), ("d1", "d2", 2019), ("y", "n1", None))
    found = strength(done, tied, REGIONS, REGIONS, ("SE", "NO"))
    assert {period: regions["DK"].outside for period, regions in found.items()} == {"all": 3, "2018": 1, "2019": 2}
    assert found["all"]["SE"].outside == 2
    assert found["all"]["DK"].ratio == pytest.approx(3 / np.median([2, 2]))


def test_who_is_of_the_country_is_not_outside_whatever_it_is() -> None:
    regions = {"hub": frozenset({"hub", "d1"}), "SE": SE}
    at_home = {"hub": frozenset({"hub", "d1", "d2", "ministry"}), "SE": SE}
    done = participations(
        ("p", "d1", 2018), ("p", "ministry", 2018), ("p", "s1", 2018), ("q", "d2", 2018), ("q", "x", 2018)
    )
    found = strength(done, ties(("d1", "d2", None), ("ministry", "y", None)), regions, at_home, ("SE",))["all"]
    # The ministry and d2 are at home; x and y work with these two only, not with the cluster.
    assert found["hub"].outside == 1
    assert found["SE"].outside == 2


def test_the_verdict_needs_intervals_that_exclude_the_middle() -> None:
    assert identity_verdict((1.4, 2.6), (7.0, 9.0), [5.0]) == ("strong", "general")
    assert identity_verdict((0.8, 1.2), (4.0, 6.0), [8.0]) == ("like the others", "narrow")
    assert identity_verdict((0.2, 0.9), (4.0, 6.0), [4.0, 6.0]) == ("weak", "like the others")
    assert identity_verdict(None, (4.0, 6.0), []) == ("unknown", "unknown")


def test_only_regions_with_enough_activities_compare() -> None:
    enough = RegionFocus(10, 5, (5.0, 5.0, 5.0), (4.0, 6.0), None)
    few = RegionFocus(9, 2, (99.0, 99.0, 99.0), None, None)
    assert comparable_diversities([enough, few]) == [5.0]


def test_dependence_on_one_supplier_inside() -> None:
    members = frozenset({"a", "b", "c"})
    found = functional([("a", "b"), ("a", "x"), ("a", "x"), ("c", "y")], members)
    assert found.shares == {"a": pytest.approx(1 / 3), "b": 1.0, "c": 0.0}
    assert (found.dependent, found.bound) == (("b",), None)
    none = functional([("a", "x"), ("c", "y")], members)
    assert none.bound == pytest.approx(1 - 0.05 ** (1 / 2))
    assert functional([], members).bound is None


def test_preset_funding() -> None:
    found = political(["eu", "eu", "state", "fund", ""], [True, True, True, False, False])
    assert (found.share, found.preset, found.activities) == (0.6, 3, 5)
    assert found.concentration == pytest.approx((2 / 3) ** 2 + (1 / 3) ** 2)
    assert political([], []).share is None


def test_themes_that_narrow() -> None:
    early = [(2010 + n % 3, [f"t{n}", f"u{n}"]) for n in range(12)]
    late = [(2015 + n % 3, ["wind", "sun"]) for n in range(12)]
    found = cognitive([*early, *late], inside=3, outside=1)
    assert (found.before, found.after) == (pytest.approx(24), pytest.approx(2))
    assert found.interval is not None
    assert found.interval[1] < 1
    assert found.ei == -0.5
    few = cognitive(early[:3], 0, 0)
    assert (few.change, few.ei) == (None, None)
