"""The discrete-time hazard: who is at risk, by hand; the ratio against a known truth."""

import numpy as np
import polars as pl
import pytest

from bridgehead.influence import phrases
from bridgehead.influence.core.hazard import at_risk, hazard
from bridgehead.influence.core.panel import CannotEstimate

SCHEMA = {"unit": pl.String, "time": pl.Int64, "first_treatment": pl.Int64, "entered": pl.Int64}


def frame(*rows: tuple[str, int, int | None, int]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=SCHEMA, orient="row")


def test_a_unit_is_watched_until_its_event() -> None:
    rows = [("a", t, 2, int(t >= 3)) for t in (1, 2, 3, 4)] + [("b", t, None, 0) for t in (1, 2, 3, 4)]
    found = at_risk(frame(*rows), "entered")
    # Only period 3 has an event; taking part in period 2 counts from period 3 on.
    assert found.rows() == [("a", 3, True, True), ("b", 3, False, False)]


def test_who_had_entered_before_is_not_at_risk() -> None:
    assert at_risk(frame(("a", 1, None, 1), ("a", 2, None, 1)), "entered").is_empty()


def test_the_ratio_is_near_the_truth() -> None:
    rng = np.random.default_rng(5)
    rows = []
    for unit in range(1500):
        start, entered = (int(rng.integers(1, 6)) if unit % 2 else None), 0
        for time in range(1, 9):
            rate = 0.06 * (2.5 if start is not None and time > start else 1)
            entered = entered or int(time > 1 and rng.random() < 1 - np.exp(-rate))
            rows.append((str(unit), time, start, entered))
    found = hazard(frame(*rows), "entered")
    assert found.interval[0] < 2.5 < found.interval[1]
    assert found.events_after < found.events < found.at_risk
    assert "Read the ratio as a description" in phrases.hazard_assumption(found)


def test_it_refuses_what_is_no_event_and_too_few_events() -> None:
    with pytest.raises(CannotEstimate, match="not_an_event"):
        hazard(frame(("a", 1, None, 7)), "entered")
    with pytest.raises(CannotEstimate, match=r"few_events .'events': 1,"):
        hazard(frame(("a", 1, None, 0), ("a", 2, None, 1)), "entered")
