"""Equal-tailed intervals of shares and standings: quantiles of a Beta distribution."""

import numpy as np
import numpy.typing as npt

LEVEL = 0.9
NODES, REACH = 257, 3.2
"""Of the tanh-sinh rule that integrates a product's distribution: enough for eight digits."""
EDGE = 1e-13
Floats = npt.NDArray[np.float64]


def beta_interval(successes: npt.ArrayLike, failures: npt.ArrayLike, *, level: float = LEVEL) -> tuple[Floats, Floats]:
    """Ends of the equal-tailed interval of Beta(1 + successes, 1 + failures).

    With a uniform prior this is the posterior of a share after so much weight for and against
    (Gelman et al., *Bayesian Data Analysis*, 3rd ed., §2.1–2.4).

    Parameters
    ----------
    successes, failures
        Weights of at least 0, of one shape.
    level
        Mass between the ends.

    Returns
    -------
    low, high
        Arrays of that shape, within [0, 1].
    """
    from scipy.special import betaincinv  # noqa: PLC0415 half a second that only an interval pays

    a = 1.0 + np.asarray(successes, dtype=np.float64)
    b = 1.0 + np.asarray(failures, dtype=np.float64)
    tail = (1.0 - level) / 2.0
    return np.asarray(betaincinv(a, b, tail)), np.asarray(betaincinv(a, b, 1.0 - tail))


def share_interval(part: float, whole: float, *, level: float = LEVEL) -> tuple[float, float]:
    """Interval of the share that `part` is of `whole`: Beta(1 + part, 1 + whole − part).

    Rounding may leave a part a hair larger than its whole; the rest counts as nothing then.
    """
    low, high = beta_interval(part, max(0.0, whole - part), level=level)
    return float(low), float(high)


def product_interval(
    one: tuple[float, float], other: tuple[float, float], *, level: float = LEVEL
) -> tuple[float, float]:
    """Equal-tailed interval of the product of two independent Beta(1 + successes, 1 + failures).

    P(XY ≤ z) = F(z) + ∫ f(x)·G(z/x) dx over x from z to 1, integrated by the tanh-sinh rule (Takahasi & Mori 1974),
    which bears densities that are not smooth at their ends, and solved for z: nothing is drawn at random.

    Parameters
    ----------
    one, other
        Successes and failures of each, of at least 0.
    level
        Mass between the ends.
    """
    from scipy.optimize import brentq  # noqa: PLC0415 half a second that only an interval pays
    from scipy.special import betainc, betaln, xlogy  # noqa: PLC0415

    (a, b), (c, d) = ((1.0 + successes, 1.0 + failures) for successes, failures in (one, other))
    steps, step = np.linspace(-REACH, REACH, NODES, retstep=True)
    bent = np.pi * np.sinh(steps)
    up, down = 1.0 / (1.0 + np.exp(-bent)), 1.0 / (1.0 + np.exp(bent))
    weights = step * np.pi * np.cosh(steps) * up * down

    def below(z: float) -> float:
        x, rest = z + (1.0 - z) * up, (1.0 - z) * down
        density = np.exp(xlogy(a - 1.0, x) + xlogy(b - 1.0, rest) - betaln(a, b))
        return float(betainc(a, b, z) + (1.0 - z) * (weights @ (density * betainc(c, d, np.minimum(1.0, z / x)))))

    tail = (1.0 - level) / 2.0
    low, high = (brentq(lambda z, p=p: below(z) - p, EDGE, 1.0 - EDGE, xtol=EDGE) for p in (tail, 1.0 - tail))
    return float(low), float(high)


def exact_interval(successes: int, trials: int, *, level: float = LEVEL) -> tuple[float, float]:
    """Clopper–Pearson interval of a share: its ends cut off (1 − level)/2 of the binomial on each side.

    From Clopper and Pearson (1934), written as quantiles of Beta(k, n − k + 1) and Beta(k + 1, n − k).

    Parameters
    ----------
    successes, trials
        k of n, with 0 ≤ k ≤ n and n at least 1.
    """
    from scipy.special import betaincinv  # noqa: PLC0415 half a second that only an interval pays

    tail = (1.0 - level) / 2.0
    missed = trials - successes
    low = float(betaincinv(successes, missed + 1, tail)) if successes else 0.0
    return low, float(betaincinv(successes + 1, missed, 1.0 - tail)) if missed else 1.0
