"""Agreement of coders against the published worked examples and the package `krippendorff`."""

import statistics
import time
from collections.abc import Callable
from typing import Any

import krippendorff
import numpy as np

from bridgehead.kit.progress import Progress, no_progress
from bridgehead.methods.intercoder_agreement import DRAWS, MeasurementLevel, alpha, value_counts
from bridgehead.methods.unitising_agreement import unitising

N = float("nan")
# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: sections A, B and C.
MEG_AND_OWEN = ([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0])
BEN_AND_GERRY = tuple([ord(c) for c in line] for line in ("aabbdcccedda", "babbbcccedd" + "d"))
FOUR_OBSERVERS = (
    [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
    [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
)
# Krippendorff (2004), Content Analysis, p. 254: a continuum of 300, categories c and k.
CATEGORY_C = [[(75, 145), (220, 250)], [(70, 150), (205, 225), (250, 270)]]
CATEGORY_K = [[(30, 90), (150, 200)], [(30, 90), (150, 200)]]
UNITS, CODERS, VALUES, ROUNDS = 10_000, 3, 5, 31
PUBLISHED_DRAWS = 20


def run(progress: Progress = no_progress) -> dict[str, Any]:
    """Compare with published figures, then time 10,000 units of three coders with a bootstrap.

    Returns
    -------
    dict
        `examples`: ours beside the published figure. `speed`: median seconds of alpha with its interval, of the
        package's alpha alone, and of the package called for as many resamples (from a few of them); ratios, the
        first the median over rounds.
    """
    return {"examples": _examples(), "speed": _speed(progress)}


def _examples() -> list[dict[str, Any]]:
    pairs: list[tuple[str, float | None, float]] = [
        ("alpha, two observers, binary", alpha(value_counts(MEG_AND_OWEN)).value, 0.095),
        ("alpha, two observers, nominal", alpha(value_counts(BEN_AND_GERRY)).value, 0.692),
        ("alpha, four observers, nominal", alpha(value_counts(FOUR_OBSERVERS)).value, 0.743),
        (
            "alpha, four observers, ordinal",
            alpha(value_counts(FOUR_OBSERVERS), level=MeasurementLevel.ORDINAL).value,
            0.815,
        ),
    ]
    c, k = unitising(CATEGORY_C, 300), unitising(CATEGORY_K, 300)
    pairs += [
        ("unitising c, observed", c.observed, 0.0144),
        ("unitising c, expected", c.expected, 0.0532),
        ("unitising c, alpha", c.alpha, 0.7286),
        ("unitising k, expected", k.expected, 0.0490),
        ("unitising k, alpha", k.alpha, 1.0),
    ]
    return [{"example": name, "ours": value, "published": published} for name, value, published in pairs]


def _speed(progress: Progress) -> dict[str, float]:
    random = np.random.default_rng(2020)
    truth = random.integers(0, VALUES, UNITS)
    data = np.array(
        [np.where(random.random(UNITS) < 0.8, truth, random.integers(0, VALUES, UNITS)) for _ in range(CODERS)],
        dtype=float,
    )
    # One beside the other, round by round, so that what else the machine does meets both.
    pairs = [
        (
            _seconds(lambda: alpha(value_counts(data))),
            _seconds(lambda: krippendorff.alpha(data, level_of_measurement="nominal")),
        )
        for _ in progress(range(ROUNDS), "Timing")
    ]
    ours, alone = (statistics.median(side) for side in zip(*pairs, strict=True))

    def resampled() -> None:
        for _ in range(PUBLISHED_DRAWS):
            drawn = data[:, random.integers(0, UNITS, UNITS)]
            krippendorff.alpha(drawn, level_of_measurement="nominal")

    whole = _seconds(resampled) * DRAWS / PUBLISHED_DRAWS
    return {
        "units": UNITS,
        "draws": DRAWS,
        "ours_with_interval_s": ours,
        "package_without_interval_s": alone,
        "package_with_interval_s": whole,
        "to_package_without_interval": statistics.median(mine / its for mine, its in pairs),
        "to_package_with_interval": ours / whole,
    }


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
