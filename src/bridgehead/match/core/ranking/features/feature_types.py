"""What a block of features is: a name for each, and how it is worked out when somebody needs it."""

from __future__ import annotations

from collections.abc import Callable

from bridgehead.match.core.ranking.retrieval.sparse_ops import Numbers

Column = Callable[[], Numbers]
Columns = dict[str, Column]
