"""Partial dates in frames agree with those of the kit."""

from datetime import date

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.kit.dates import alive
from bridgehead.profile.core.days import begun, not_over

DAYS = st.dates(date(2010, 1, 1), date(2013, 12, 31))
PARTIAL = st.one_of(st.just(""), st.builds(lambda d, n: d.isoformat()[:n], DAYS, st.sampled_from([4, 7, 10])))


@given(PARTIAL, PARTIAL, DAYS)
def test_alive_as_the_kit_says(since: str, until: str, day: date) -> None:
    frame = pl.DataFrame({"since": [since], "until": [until]})
    assert frame.select(begun("since", day) & not_over("until", day)).item() is alive(since, until, day)
