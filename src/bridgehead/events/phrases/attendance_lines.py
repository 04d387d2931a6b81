"""What is said of rows and cells of an attendance list that were not taken."""

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bridgehead.kit.errors import InputError

NAMED = 5
"""How many are named; of the rest their number is said."""


def not_taken(lines: Sequence[InputError]) -> list[str]:
    """Each a sentence: the first of them, and how many more there are."""
    cells = [line for line in lines if line.code != "column_unread"]  # a page takes names and addresses alone
    found = [_row(line) for line in cells[:NAMED]]
    if more := len(cells) - len(found):
        text = ngettext("{n} more cell was not taken.", "{n} more cells were not taken.", more)
        found.append(text.format(n=more))
    return found


def _row(line: InputError) -> str:
    reason = capfirst(line.reason)
    if line.column:
        return _("Row {row}, column {column}: {reason}").format(row=line.row, column=line.column, reason=reason)
    return _("Row {row}: {reason}").format(row=line.row, reason=reason)
