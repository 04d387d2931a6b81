"""Dates of foreign files, as each kind of file writes them."""

import pytest

from bridgehead.importers.core.date_columns import typed_date


@pytest.mark.parametrize(
    ("whole", "text", "date"),
    [
        (False, "2019-05-31", "2019-05-31"),
        (False, "2019-05-31 00:00:00", "2019-05-31"),
        (False, "2019", "2019"),
        (False, "2026-09-15T17:00:00.000+0200", "2026-09-15"),
        (False, "2026-09-15", "2026-09-15"),
        (False, "15-09-2026", "2026-09-15"),
        (False, "2019-05-31 12:00:00", "2019-05-31"),
        (False, "2019/05/31", "2019-05-31"),
        (True, "2017/01/03", "2017-01-03"),
        (False, "5/31/2019", "2019-05-31"),
        (True, "20170103", "2017-01-03"),
        (True, "2024-05-01+02:00", "2024-05-01"),
        (False, "2019-05", "2019-05"),
        (False, "2019-05-31T00:00:00", "2019-05-31"),
        (False, "31-05-2019", "2019-05-31"),
        (False, "1.2.2019", "2019-02-01"),
        (False, "31/5/19", "2019-05-31"),
        (False, "31 5 49", "2049-05-31"),
        (False, "31 5 50", "1950-05-31"),
        # ECMA-376, 18.17.4.1: in the 1900 system 1 January 2000 is day 36526
        (False, "36526", "2000-01-01"),
        (False, "36526.75", "2000-01-01"),
    ],
)
def test_a_date_is_read(*, whole: bool, text: str, date: str) -> None:
    assert typed_date(text, whole=whole) == date


@pytest.mark.parametrize(
    ("whole", "text"),
    [
        (False, ""),
        (False, "2019-02-29"),
        (False, "01/02/2018"),
        (False, "05-09-2026"),
        (True, "2017-01"),
        (True, "20170132"),
        (False, "2101"),
        (False, "0999-01-01"),
        (False, "05/06/2019"),
        (False, "29-02-2019"),
        (False, "123"),
        (False, "soon"),
        (False, "1" * 5_000),
    ],
)
def test_what_is_no_date_is_refused(*, whole: bool, text: str) -> None:
    with pytest.raises(ValueError, match=f"^{text}$"):
        typed_date(text, whole=whole)
