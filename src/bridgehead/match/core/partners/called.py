"""Features from names: a text often says the place, the branch or the very firm that a name has in it."""

from __future__ import annotations

import numpy as np

from bridgehead.match.core.partners.among import Among
from bridgehead.match.core.partners.arrays import Numbers, largest, weighted
from bridgehead.match.core.partners.columns import Columns
from bridgehead.match.core.partners.context import Context
from bridgehead.match.core.partners.index import Index
from bridgehead.match.core.partners.names import Parts


def called(index: Index, context: Context, among: Among) -> Columns:
    """Weigh what the query's text shares with a name: the rarer, the more."""
    names, said, proper = index.names, context.words_of_names, context.proper_of_names

    def shared(words: Numbers) -> Numbers:
        return among.of(weighted(names.words.having, words, names.weights[words])) / np.float32(20)

    def few(parts: Parts, there: Numbers) -> Numbers:
        return np.log1p(5 * among.of(weighted(parts.having, there, 1 / parts.shared[there])))

    return {
        "name: words": lambda: shared(said),
        "name: pairs": lambda: few(names.pairs, context.pairs_of_names),
        "name: initials": lambda: few(names.initials, context.initials_of_names),
        "name: proper": lambda: shared(proper),
        "name: rarest proper": lambda: among.of(largest(names.words.having, proper, names.rarity[proper])),
    }
