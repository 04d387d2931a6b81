"""What is not there, or not allowed."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def no_source(id_: str) -> str:
    """An address or a command names a source that is not there."""
    return _("Source “{id}” does not exist").format(id=id_)


def no_evidence(id_: str) -> str:
    """An address names a piece of evidence that is not there, or that is not for this reader."""
    return _("Evidence “{id}” does not exist").format(id=id_)


def no_code(id_: str) -> str:
    """An address names a code that is not there."""
    return _("Code “{id}” does not exist").format(id=id_)


def no_own_code(id_: str) -> str:
    """A code is to be changed that no codebook has."""
    return _("Code “{id}” is not in a codebook").format(id=id_)


def no_codebook(id_: str) -> str:
    """A codebook that is not there."""
    return _("Codebook “{id}” does not exist").format(id=id_)


def no_coding(id_: str) -> str:
    """A coding that is not there, or that is not for this reader yet."""
    return _("Coding “{id}” does not exist, or another coder made it in a round that is not open yet").format(id=id_)


def no_cell(row: str, code: str) -> str:
    """A cell of the framework matrix that is not there."""
    return _("The framework matrix has no cell for “{row}” and “{code}”").format(row=row, code=code)


def no_project(id_: str) -> str:
    """A research project that was not imported."""
    return _("Research project “{id}” does not exist").format(id=id_)


def round_closed(name: str) -> str:
    """Somebody codes in a round that was opened."""
    return _("Coding round “{name}” was opened and takes no more codings. Code in the next round.").format(name=name)


def round_not_open(name: str) -> str:
    """Somebody decides on codings that coders do not see yet."""
    return _("Coding round “{name}” is not open yet. Open it before you decide.").format(name=name)


def says_otherwise(held: str) -> str:
    """A passage has a coding that says something else."""
    return _("the coding has another value already (“{held}”). Change it on the page of the coding.").format(held=held)


def other_text(source: str, coded: int) -> str:
    """A document has another text than the one whose passages were coded."""
    text = ngettext(
        "{n} passage of another text of “{source}” was coded. Import this file under another name.",
        "{n} passages of another text of “{source}” were coded. Import this file under another name.",
        coded,
    )
    return text.format(n=coded, source=source)


def no_codes() -> str:
    """There is nothing to export."""
    return _("there are no codes to export. Add --all to include the framework codes.")


def none_yet(what: str) -> str:
    """A command or an address asks for something of which there is none."""
    return {
        "codebook": _("there is no codebook yet. Add one first."),
        "session": _("there is no coding round yet. Code a source first."),
        "source": _("there is no source yet. Import one first."),
    }.get(what, _("there is no code yet. Add one first."))
