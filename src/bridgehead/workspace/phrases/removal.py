"""What is said of a record that is removed, and of those that refer to it."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.kit.phrases import and_list
from bridgehead.kit.record_phrases import phrases_of

FATES = {
    "removed": gettext_lazy("Removed as well"),
    "subject": gettext_lazy("Removed as well, unless you keep what can stay"),
    "named": gettext_lazy("Name kept as text"),
    "cleared": gettext_lazy("Reference cleared"),
}
"""What becomes of a record when the one that it refers to is removed."""


def still_referred_to(counts: Sequence[tuple[str, int]]) -> str:
    """Why a record is not removed: others refer to it, by kind so many."""
    number = sum(count for _kind, count in counts)
    text = ngettext(
        "{number} record refers to this one: {kinds}. Move it, or remove it as well.",
        "{number} records refer to this one: {kinds}. Move them, or remove them as well.",
        number,
    )
    by_kind: dict[str, int] = {}
    for kind, count in counts:
        by_kind[kind] = by_kind.get(kind, 0) + count
    kinds = [f"{referring_kind(kind)} ({count})" for kind, count in by_kind.items()]
    return text.format(number=number, kinds=", ".join(kinds))


def referring_kind(kind: str) -> str:
    """What records that refer to another one are called; accounts and settings are not entered by hand."""
    own = {"user": _("Account"), "settings": _("Workspace settings")}
    return own[kind] if kind in own else str(phrases_of(kind).name)


def move_loses(values: Iterable[str]) -> str:
    """Why references are not moved: both records have the same row, with different values."""
    return _("both records have these, with different values: {values}. Edit them first.").format(
        values=and_list(values)
    )


def another_record() -> str:
    """Why references are not moved: to the record itself."""
    return _("choose another record than the one you remove.")
