"""Cold start: an actor that has hardly a record."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bridgehead.match.core.ranking.retrieval.sparse_ops import Floats

PROJECTS = "career: projects"
NEAR = "words: best with meaning"
FEW = np.float32(np.log1p(1.5))
"""Between one project and two, on the scale of `PROJECTS`."""


def is_cold_start(projects: Floats) -> NDArray[np.bool_]:
    """Who has no project or one, by the feature `PROJECTS`; its shape."""
    return np.asarray(projects < FEW, dtype=bool)
