"""The kinds of files that can be imported, in words, and what is said where one is doubtful."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.kit.phrases import and_list, or_list

FORMAT_PHRASES: Mapping[str, tuple[Promise, Promise]] = MappingProxyType(
    {
        "attendance": (
            gettext_lazy("Attendance list"),
            gettext_lazy("Who came to an activity: names, organisations, email addresses."),
        ),
        "case": (
            gettext_lazy("Case folder"),
            gettext_lazy("A zip file of the CSV files of a case folder (actors.csv, ties.csv, …), or its workbook."),
        ),
        "project": (
            gettext_lazy("Research project"),
            gettext_lazy("A project of a research tool such as NVivo, MAXQDA or ATLAS.ti (QDPX)."),
        ),
        "codebook": (gettext_lazy("Codebook"), gettext_lazy("The codes of a research tool (QDC).")),
        "codings": (
            gettext_lazy("Codings"),
            gettext_lazy("A table of coded passages: source, start, end, code, coder (CSV or XLSX)."),
        ),
        "panel": (
            gettext_lazy("Panel"),
            gettext_lazy("Units by period, with the period of their first treatment (CSV)."),
        ),
        "indicators": (
            gettext_lazy("Indicators"),
            gettext_lazy("Figures of markets, organisations and clusters with their source (CSV)."),
        ),
    }
)
"""Title and what it takes of each format that the workspace adds to those of the importers."""

FORMAT_GROUPS: Mapping[str, Promise] = MappingProxyType(
    {
        "lists": gettext_lazy("Spreadsheets and contacts"),
        "opportunities": gettext_lazy("Opportunities and projects"),
        "workspace": gettext_lazy("Whole workspace"),
        "research": gettext_lazy("Research"),
    }
)
"""In which order a page shows the formats."""


def kind_recognised(title: object) -> str:
    """What a file was taken for, on the command line."""
    return _("Recognised: {kind}").format(kind=title)


def kind_in_doubt(titles: Iterable[str], commands: Iterable[str]) -> str:
    """A file that can be several things, on the command line."""
    text = _("this file may be one of several kinds: {kinds}. Say which one: {commands}.")
    return text.format(kinds=or_list(titles), commands=or_list(f"`{command}`" for command in commands))


def option_not_taken(option: str, kind: object, others: Iterable[object]) -> str:
    """An option that says nothing of the kind of file that was given, on the command line."""
    text = _("{option} does not apply to this kind of file ({kind}). It applies to: {others}. Leave it out.")
    return text.format(option=option, kind=kind, others=and_list(str(each) for each in others))


def activity_missing() -> str:
    """An attendance list without the activity that it belongs to."""
    return _("the activity is missing. Choose the activity that these people came to.")


def not_importable() -> str:
    """A file that is none of the kinds."""
    return _(
        "this file cannot be imported. Choose a spreadsheet, contact cards (VCF), a JSON file or a zip file, "
        "or say what kind of file it is."
    )
