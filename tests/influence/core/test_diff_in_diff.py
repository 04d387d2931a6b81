"""Estimates: equal to the published example, refused where the data cannot carry them."""

import numpy as np
import polars as pl
import pytest

from bridgehead.influence import phrases
from bridgehead.influence.core.diff_in_diff import effect
from bridgehead.influence.core.effect_estimate import OutcomeEffect
from bridgehead.influence.core.panel import CannotEstimate, prepare, propensity

RNG = np.random.default_rng(11)
ON = (pl.col("time") >= pl.col("first_treatment")).fill_null(value=False)


@pytest.fixture(scope="module")
def counties() -> pl.DataFrame:
    """Callaway and Sant'Anna's county panel of minimum wages and teen employment, 2003–2007."""
    import moderndid

    data = moderndid.load_mpdta()
    assert data["lpop"][0] == pytest.approx(5.896761, abs=5e-7)
    start = pl.when(pl.col("first.treat") > 0).then(pl.col("first.treat")).cast(pl.Int64)
    return data.select(
        "lemp", "lpop", unit=pl.col("countyreal").cast(pl.String), time=pl.col("year"), first_treatment=start
    )


@pytest.fixture(scope="module")
def published(counties: pl.DataFrame) -> OutcomeEffect:
    return effect(counties, "lemp", covariates=["lpop"])


def test_callaway_and_santanna_equal_the_published_counties(published: OutcomeEffect) -> None:
    # The R package did, vignette "Introduction to DiD with multiple time periods", doubly robust on lpop.
    assert published.overall.att == pytest.approx(-0.0418, abs=5e-5)
    assert published.overall.error == pytest.approx(0.0115, abs=5e-4)
    after = {at.period: at.estimate for at in published.by_time if at.period >= 0}
    assert [round(after[t].att, 4) for t in range(4)] == [-0.0211, -0.0530, -0.1404, -0.1069]  # type: ignore[union-attr]
    assert (published.prepared.treated, published.prepared.untreated) == (191, 309)


def test_without_covariates_they_equal_it_too(counties: pl.DataFrame) -> None:
    found = effect(counties, "lemp")
    assert found.overall.att == pytest.approx(-0.0400, abs=5e-5)
    after = [at.estimate for at in found.by_time if at.period >= 0]
    assert [round(e.att, 4) for e in after if e] == [-0.0199, -0.0510, -0.1373, -0.1008]


def test_two_way_fixed_effects_stand_beside_it(published: OutcomeEffect) -> None:
    assert published.two_way.estimate.att == pytest.approx(-0.0365, abs=5e-5)  # the vignette's regression
    assert 0 < published.two_way.forbidden < 1


def test_the_checks_are_there_and_say_what_they_find(published: OutcomeEffect) -> None:
    assert published.pretrend is not None
    assert [v.m for v in published.sensitivity] == [0.0, 0.5, 1.0, 1.5, 2.0]
    widths = [high - low for low, high in (v.interval for v in published.sensitivity)]
    assert widths == sorted(widths)
    earlier = published.placebos[0]
    assert phrases.placebo_name(earlier) == "Start 1 period earlier"
    assert earlier.estimate is not None
    before = {at.period: at.estimate for at in published.by_time}
    assert earlier.estimate.att == pytest.approx(-before[-2].att)  # type: ignore[union-attr]
    assert "with the same lpop" in phrases.effect_assumption(published)
    assert phrases.effect_statement(published).startswith("If the assumption holds")


def made(units: int = 60, periods: int = 6, *, effect_: float = 0.0, never: float = 0.5) -> pl.DataFrame:
    """A panel with unit and period effects, noise, and two groups of starters."""
    untreated = int(units * never)
    starts = [None] * untreated + [3 + 2 * (n % 2) for n in range(units - untreated)]
    rng = np.random.default_rng(units + periods)
    rows = []
    for unit, start in enumerate(starts):
        level = rng.normal()
        for time in range(1, periods + 1):
            on = start is not None and time >= start
            rows.append((str(unit), time, start, level + 0.1 * time + effect_ * on + rng.normal(0, 0.3), level))
    schema = {"unit": str, "time": int, "first_treatment": int, "y": float, "x": float}
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_an_effect_is_found_and_its_absence_is_not_claimed() -> None:
    found = effect(made(effect_=1.0), "y")
    assert found.overall.interval[0] < 1.0 < found.overall.interval[1]
    none = effect(made(), "y")
    assert phrases.effect_statement(none).startswith("No effect on y is shown")


def test_a_trend_before_the_start_casts_doubt() -> None:
    drift = pl.when(pl.col("first_treatment").is_not_null()).then(pl.col("time") * 0.5).otherwise(0)
    found = effect(made().with_columns(y=pl.col("y") + drift), "y")
    assert found.pretrend is not None
    assert found.pretrend < 0.01
    assert any(doubt.code == "pretrend_differs" for doubt in found.doubts)
    assert phrases.effect_statement(found).endswith("the checks cast doubt on the assumption.")


def test_where_nothing_varies_before_the_start_no_trend_is_tested() -> None:
    after = pl.col("time") >= pl.col("first_treatment").max()
    found = effect(made().with_columns(y=pl.when(after).then(pl.col("y")).otherwise(0.0)), "y")
    assert found.pretrend is None
    assert any(doubt.code == "pretrend_unknown" for doubt in found.doubts)


def test_a_placebo_outcome_is_estimated_alike() -> None:
    panel = made(effect_=1.0).with_columns(other=pl.col("y").shuffle(seed=1))
    placebo = effect(panel, "y", placebo_outcomes=["other"]).placebos[-1]
    assert placebo.outcome == "other"
    assert placebo.estimate is not None


@pytest.mark.parametrize(
    ("panel", "why"),
    [
        (made(units=20, never=0.9), "few_treated .'found': 2,"),
        (made(never=0.0), "few_untreated .'found': 0,"),
        (made(periods=2), "few_periods .'found': 2,"),
        (
            made().with_columns(y=pl.col("time").ge(pl.col("first_treatment")).fill_null(value=False).cast(pl.Float64)),
            "outcome_is_treatment",
        ),
        (
            made().with_columns(y=pl.when(pl.col("time") == pl.col("first_treatment")).then(1.0).otherwise(-1.0)),
            "outcome_is_treatment",
        ),
    ],
    ids=["few treated", "none untreated", "few periods", "outcome is treatment", "outcome starts with treatment"],
)
def test_what_the_data_cannot_carry_is_refused(panel: pl.DataFrame, why: str) -> None:
    with pytest.raises(CannotEstimate, match=why):
        effect(panel, "y")


def test_without_overlap_it_is_refused() -> None:
    apart = made().with_columns(x=pl.col("x") + 20 * pl.col("first_treatment").is_not_null())
    with pytest.raises(CannotEstimate, match=r"no_overlap .*'x'"):
        effect(apart, "y", covariates=["x"])


def test_the_first_of_an_outcome_cannot_be_its_own_treatment() -> None:
    first_export = made().with_columns(
        y=pl.when(pl.col("time") >= pl.col("first_treatment")).then(pl.col("y").abs() + 0.1).otherwise(0.0)
    )
    with pytest.raises(CannotEstimate, match=r"outcome_(is|starts_with)_treatment"):
        effect(first_export, "y")


def test_who_was_treated_from_the_start_or_has_gaps_is_left_out_and_counted() -> None:
    panel = made().with_columns(first_treatment=pl.when(pl.col("unit") == "59").then(1).otherwise("first_treatment"))
    panel = panel.filter((pl.col("unit") != "58") | (pl.col("time") != 2))
    ready = prepare(panel, "y")
    assert (ready.always, ready.incomplete, ready.treated, ready.untreated) == (1, 1, 28, 30)


def test_a_start_after_the_window_is_no_treatment_within_it() -> None:
    late = made().with_columns(first_treatment=pl.when(pl.col("unit") == "0").then(99).otherwise("first_treatment"))
    assert prepare(late, "y").untreated == 30


def test_the_propensity_is_statsmodels() -> None:
    import statsmodels.api as sm

    x = RNG.normal(size=(200, 2))
    treated = RNG.random(200) < 1 / (1 + np.exp(-x[:, 0]))
    theirs = sm.GLM(treated, sm.add_constant(x), family=sm.families.Binomial()).fit().fittedvalues
    assert propensity(x, treated, ridge=0.0) == pytest.approx(theirs, abs=1e-6)
