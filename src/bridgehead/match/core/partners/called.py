"""Features from names: a text often says the place, the branch or the firm that a name has in it."""

from __future__ import annotations

import numpy as np

from bridgehead.match.core.partners.among import Among
from bridgehead.match.core.partners.arrays import Numbers, weighted
from bridgehead.match.core.partners.columns import Columns
from bridgehead.match.core.partners.context import Context
from bridgehead.match.core.partners.index import Index


def called(index: Index, context: Context, among: Among) -> Columns:
    """Weigh the words that the query's text shares with a name, and say how much of the name they are."""
    names, said = index.names, context.names_said

    def share() -> Numbers:
        return weighted(names.weights, said, np.ones(len(said), np.float32)) / names.whole

    return {
        "name: words": lambda: among.of(weighted(names.weights, said, names.rarity[said])) / np.float32(20),
        "name: share": lambda: among.of(share()),
    }
