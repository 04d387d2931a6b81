"""Partial dates in frames agree with those of the kit."""

from datetime import date

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.kit.partial_dates import is_current
from bridgehead.profile.core.date_filters import begins_by, ends_from

DAYS = st.dates(date(2010, 1, 1), date(2013, 12, 31))
PARTIAL = st.one_of(st.just(""), st.builds(lambda d, n: d.isoformat()[:n], DAYS, st.sampled_from([4, 7, 10])))


@given(PARTIAL, PARTIAL, DAYS)
def test_alive_as_the_kit_says(since: str, until: str, day: date) -> None:
    frame = pl.DataFrame({"since": [since], "until": [until]})
    assert frame.select(begins_by("since", day) & ends_from("until", day)).item() is is_current(since, until, day)
