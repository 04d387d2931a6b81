"""The index of the records in scope: as of a past day, or without some activities.

It is what a workspace would have in which the rest had never been recorded: built anew, which takes two seconds at
27,000 organisations, and kept in memory while the records stay as they are. Where nothing is out of scope it is the
index itself.
"""

from dataclasses import fields
from datetime import timedelta
from functools import lru_cache

import polars as pl
from django.conf import settings
from django.utils import timezone

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.queries.record_scope import with_plans
from bridgehead.kit.change_log import LogPosition, last_position
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.match.core.match_index import MatchIndex, build
from bridgehead.match.core.record_frames import Records
from bridgehead.match.queries import record_frames
from bridgehead.match.services.index_store import current_index

KEPT = 8


def index_in(scope: RecordScope, *, progress: Progress = no_progress) -> MatchIndex:
    """The index of the records in scope; what is planned today counts as known today."""
    whole = current_index(progress=progress)
    today = timezone.localdate()
    if scope.as_of >= today and not scope.left_out:
        return whole
    known = RecordScope(min(scope.as_of, today), scope.left_out)
    return _index(str(settings.WORKSPACE), last_position(), known) or whole


@lru_cache(KEPT)
def _index(workspace: str, state: LogPosition, scope: RecordScope) -> MatchIndex | None:
    """None where nothing is out of scope."""
    outside = record_frames.out_of_scope(with_plans(scope))
    if not any(outside.values()):
        return None
    records = current_index().records
    cut = {field.name: _cut(getattr(records, field.name), outside.get(field.name, set())) for field in fields(Records)}
    return build(Records(**cut), scope.as_of + timedelta(days=1))


def _cut(frame: pl.DataFrame, ids: set[str]) -> pl.DataFrame:
    """The rows whose id, the first column, is not among some."""
    return frame.filter(~pl.col(frame.columns[0]).is_in(list(ids)))
