"""A ranking in which SMEs get a part of what people look at, if there are enough of them that may answer."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bridgehead.match.core.exposure import apply_floor
from bridgehead.match.core.match_index import MatchIndex
from bridgehead.match.core.match_result import ExposureFloor
from bridgehead.opportunities.core.eligibility import EligibilityVerdict

DEEP = 200
"""How many candidates are scored, so that there is somebody to lift."""


def apply_sme_floor(
    index: MatchIndex,
    rows: NDArray[np.int64],
    fit: NDArray[np.floating],
    verdicts: Sequence[EligibilityVerdict | None],
    *,
    floor: float,
    top: int,
) -> tuple[NDArray[np.int64], NDArray[np.floating], ExposureFloor]:
    """Order candidates so that SMEs get at least `floor` of the list's exposure; nobody ineligible is lifted.

    Parameters
    ----------
    rows, fit
        The candidates as rows of the index and their fit, best first, shape (n,).
    verdicts
        On every actor of the index.

    Returns
    -------
    tuple
        Rows and fit in their new order, shape (top,) at most, and what the floor did.
    """
    size, actor = index.records.actors["size"], index.records.actors["actor"]
    protected = np.array(
        [
            size[row] == "sme" and (v is None or v.eligible is not False)
            for row in rows.tolist()
            for v in (verdicts[row],)
        ],
        dtype=bool,
    )
    found = apply_floor(fit.astype(np.float64), protected, floor=floor, top=top)
    lifted = tuple(actor[row] for row in rows[found.lifted].tolist())
    return rows[found.order], fit[found.order], ExposureFloor(floor, found.share, lifted)
