"""Equal-tailed intervals of shares and standings: quantiles of a Beta distribution."""

import numpy as np
import numpy.typing as npt

LEVEL = 0.9
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
