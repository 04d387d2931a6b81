"""What was done to codebooks, codings and sources: in the change log, on the undo button, in notices."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.kit.phrases import and_list

Parameters = Mapping[str, Any]


def coded(change: Parameters) -> str:
    """A passage got codes."""
    return _("Coded {codes} in {source}").format(codes=_quoted(change["codes"]), source=change["source"])


def codes_split(change: Parameters) -> str:
    """A code got codes under it."""
    return _("Added under code “{name}”: {codes}").format(name=change["name"], codes=_quoted(change["names"]))


def codes_merged(change: Parameters) -> str:
    """Codes became one."""
    return _("Merged {codes} into “{into}”").format(codes=_quoted(change["names"]), into=change["into"])


def recoded(change: Parameters) -> str:
    """Passages got another code."""
    n = int(change["count"])
    text = ngettext("Recoded {n} passage as “{code}”", "Recoded {n} passages as “{code}”", n)
    return text.format(n=n, code=change["code"])


def codings_removed(change: Parameters) -> str:
    """Codes were taken off passages."""
    n = int(change["count"])
    return ngettext("Removed {n} coding", "Removed {n} codings", n).format(n=n)


def passages_decided(change: Parameters) -> str:
    """Several passages of coders were decided on at once."""
    n = int(change["count"])
    text = ngettext("Decided on {n} passage in {source}", "Decided on {n} passages in {source}", n)
    return text.format(n=n, source=change["source"])


CHANGES: Mapping[str, str | Promise | Callable[[Parameters], str]] = {
    "codebook.add": gettext_lazy("Added codebook “{name}”"),
    "codebook.release": gettext_lazy("Released version {version} of codebook “{name}”"),
    "code.add": gettext_lazy("Added code “{name}”"),
    "code.define": gettext_lazy("Changed code “{name}”"),
    "code.rename": gettext_lazy("Renamed code “{old}” to “{name}”"),
    "code.move": gettext_lazy("Moved code “{name}”"),
    "code.split": codes_split,
    "code.merge": codes_merged,
    "coding.add": coded,
    "coding.note": gettext_lazy("Saved memo on “{code}” in {source}"),
    "coding.judge": gettext_lazy("Saved evidence on “{code}” from {source}"),
    "coding.recode": recoded,
    "coding.remove": codings_removed,
    "coding.accept": gettext_lazy("Accepted coding “{code}” in {source}"),
    "coding.reject": gettext_lazy("Rejected coding “{code}” in {source}"),
    "coding.decide": passages_decided,
    "coding.import": gettext_lazy("Imported codings from {file}"),
    "coding_session.open": gettext_lazy("Opened coding round “{name}”"),
    "coding_session.upgrade": gettext_lazy("Moved coding rounds and summaries into tables"),
    "source.add": gettext_lazy("Added source “{name}”"),
    "source.describe": gettext_lazy("Changed details of source “{name}”"),
    "source.pseudonymise": gettext_lazy("Replaced a name in source “{name}”"),
    "research.import": gettext_lazy("Imported {file}"),
    "matrix_summary.save": gettext_lazy("Saved summary of {row} on “{code}”"),
    "matrix_summary.remove": gettext_lazy("Removed summary of {row} on “{code}”"),
}


def undo_label(what: str) -> str:
    """What the button that takes the last step back says."""
    return _("Undo: {what}").format(what=what[:1].lower() + what[1:])


def replaced(count: int) -> str:
    """How often a pseudonym was put in."""
    return ngettext("Name replaced in {n} place.", "Name replaced in {n} places.", count).format(n=count)


def evidence_saved() -> str:
    """A passage was judged."""
    return _("Evidence saved.")


def _quoted(names: list[str]) -> str:
    return and_list(f"“{name}”" for name in names)
