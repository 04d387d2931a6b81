"""What somebody said of how a list is to be read, where the list itself leaves it open."""

from dataclasses import dataclass

from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.kit.text_encodings import ENCODINGS

DAY_FIRST, MONTH_FIRST, YEAR_FIRST = "day-first", "month-first", "year-first"
ORDERS = (DAY_FIRST, MONTH_FIRST, YEAR_FIRST)
"""Of the parts of a date in numbers: 31-05-2019, 05-31-2019, 19-05-31."""


@dataclass(frozen=True)
class ReadingChoices:
    """How a list is to be read.

    Attributes
    ----------
    encoding
        One of `ENCODINGS`, of a table of text; blank to find it out.
    dates
        One of `ORDERS`; blank to judge each column by its dates.
    """

    encoding: str = ""
    dates: str = ""


NOTHING_SAID = ReadingChoices()


def reading_choices(encoding: str = "", dates: str = "") -> ReadingChoices:
    """What somebody said, checked.

    Raises
    ------
    InputError
        Naming what there is to choose from.
    """
    name = encoding.strip().casefold().replace("_", "-")
    if name and name not in ENCODINGS:
        raise InputError(expects("one_of", options=ENCODINGS), column="encoding", found=encoding)
    if dates and dates not in ORDERS:
        raise InputError(expects("one_of", options=ORDERS), column="dates", found=dates)
    return ReadingChoices(name, dates)
