"""Dates of foreign files, as each kind of file writes them."""

from collections.abc import Callable

import pytest

from bridgehead.importers.core.date_parsing import export_date, notice_day, timestamp_date, typed_date


@pytest.mark.parametrize(
    ("reads", "text", "date"),
    [
        (export_date, "2019-05-31", "2019-05-31"),
        (export_date, "2019-05-31 00:00:00", "2019-05-31"),
        (export_date, "2019", "2019"),
        (timestamp_date, "2026-09-15T17:00:00.000+0200", "2026-09-15"),
        (timestamp_date, "2026-09-15", "2026-09-15"),
        (timestamp_date, "15-09-2026", "2026-09-15"),
        (export_date, "2019-05-31 12:00:00", "2019-05-31"),
        (export_date, "2019/05/31", "2019-05-31"),
        (notice_day, "2017/01/03", "2017-01-03"),
        (typed_date, "5/31/2019", "2019-05-31"),
        (notice_day, "20170103", "2017-01-03"),
        (notice_day, "2024-05-01+02:00", "2024-05-01"),
        (typed_date, "2019", "2019"),
        (typed_date, "2019-05", "2019-05"),
        (typed_date, "2019-05-31 00:00:00", "2019-05-31"),
        (typed_date, "2019-05-31T00:00:00", "2019-05-31"),
        (typed_date, "31-05-2019", "2019-05-31"),
        (typed_date, "1.2.2019", "2019-02-01"),
        (typed_date, "31/5/19", "2019-05-31"),
        (typed_date, "31 5 49", "2049-05-31"),
        (typed_date, "31 5 50", "1950-05-31"),
        # ECMA-376, 18.17.4.1: in the 1900 system 1 January 2000 is day 36526
        (typed_date, "36526", "2000-01-01"),
        (typed_date, "36526.75", "2000-01-01"),
    ],
)
def test_a_date_is_read(reads: Callable[[str], str], text: str, date: str) -> None:
    assert reads(text) == date


@pytest.mark.parametrize(
    ("reads", "text"),
    [
        (export_date, ""),
        (export_date, "2019-02-29"),
        (export_date, "01/02/2018"),
        (timestamp_date, "05-09-2026"),
        (notice_day, "2017-01"),
        (notice_day, "20170132"),
        (typed_date, "2101"),
        (typed_date, "0999-01-01"),
        (typed_date, "05/06/2019"),
        (typed_date, "29-02-2019"),
        (typed_date, "123"),
        (typed_date, "soon"),
    ],
)
def test_what_is_no_date_is_refused(reads: Callable[[str], str], text: str) -> None:
    with pytest.raises(ValueError, match=f"^{text}$"):
        reads(text)
