"""Features from names: a text often says the place, the branch or the very firm that a name has in it."""

from __future__ import annotations

import numpy as np

from bridgehead.match.core.partners.among import Among
from bridgehead.match.core.partners.arrays import Ints, Numbers, largest, weighted
from bridgehead.match.core.partners.columns import Columns
from bridgehead.match.core.partners.context import Context
from bridgehead.match.core.partners.index import Index
from bridgehead.match.core.partners.names import Parts


def called(index: Index, context: Context, among: Among) -> Columns:
    """Weigh what the query's text shares with a name: the rarer, the more."""
    names = index.names

    def shared(words: Ints) -> Numbers:
        return among.of(weighted(names.words.having, words, names.weights[words])) / np.float32(20)

    def rarest(words: Ints) -> Numbers:
        return among.of(largest(names.words.having, words, names.rarity[words]))

    def few(parts: Parts, there: Ints) -> Numbers:
        return np.log1p(5 * among.of(weighted(parts.having, there, 1 / parts.shared[there])))

    return {
        "name: words": lambda: shared(context.words_of_names),
        "name: pairs": lambda: few(names.pairs, context.pairs_of_names),
        "name: initials": lambda: few(names.initials, context.initials_of_names),
        "name: proper": lambda: shared(context.proper_of_names),
        "name: rarest proper": lambda: rarest(context.proper_of_names),
    }
