"""Sentences of the evidence stage: its changes, what is not there or not allowed, agreement, reports of an exchange."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.evidence.core.qda.exchange_report import CARRIED, KEPT, LEFT, ReportLine
from bridgehead.evidence.phrases.expected import EXPECTED as EXPECTED
from bridgehead.evidence.queries.compared_passages import DecidedPassage
from bridgehead.kit.phrases import and_list
from bridgehead.kit.record_phrases import RecordPhrases

RECORDS = {
    "codebook": RecordPhrases(
        name=gettext_lazy("Codebook"),
        add=gettext_lazy("Add codebook"),
        edit=gettext_lazy("Edit codebook"),
        remove=gettext_lazy("Remove codebook"),
        added=gettext_lazy("Codebook added"),
        changed=gettext_lazy("Codebook changed"),
        removed=gettext_lazy("Codebook removed"),
    ),
    "code": RecordPhrases(
        name=gettext_lazy("Code"),
        add=gettext_lazy("Add code"),
        edit=gettext_lazy("Edit code"),
        remove=gettext_lazy("Remove code"),
        added=gettext_lazy("Code added"),
        changed=gettext_lazy("Code changed"),
        removed=gettext_lazy("Code removed"),
    ),
    "coding": RecordPhrases(
        name=gettext_lazy("Coding"),
        add=gettext_lazy("Add coding"),
        edit=gettext_lazy("Edit coding"),
        remove=gettext_lazy("Remove coding"),
        added=gettext_lazy("Coding added"),
        changed=gettext_lazy("Coding changed"),
        removed=gettext_lazy("Coding removed"),
    ),
    "coding_session": RecordPhrases(
        name=gettext_lazy("Coding round"),
        add=gettext_lazy("Add coding round"),
        edit=gettext_lazy("Edit coding round"),
        remove=gettext_lazy("Remove coding round"),
        added=gettext_lazy("Coding round added"),
        changed=gettext_lazy("Coding round changed"),
        removed=gettext_lazy("Coding round removed"),
    ),
    "evidence": RecordPhrases(
        name=gettext_lazy("Evidence"),
        add=gettext_lazy("Add evidence"),
        edit=gettext_lazy("Edit evidence"),
        remove=gettext_lazy("Remove evidence"),
        added=gettext_lazy("Evidence added"),
        changed=gettext_lazy("Evidence changed"),
        removed=gettext_lazy("Evidence removed"),
    ),
    "matrix_summary": RecordPhrases(
        name=gettext_lazy("Matrix summary"),
        add=gettext_lazy("Add matrix summary"),
        edit=gettext_lazy("Edit matrix summary"),
        remove=gettext_lazy("Remove matrix summary"),
        added=gettext_lazy("Matrix summary added"),
        changed=gettext_lazy("Matrix summary changed"),
        removed=gettext_lazy("Matrix summary removed"),
    ),
}
"""How its kinds of record are called."""

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


def advantages() -> str:
    """The heading of evidence on the framework's components."""
    return _("Advantages")


def themes() -> str:
    """The heading of evidence on codes of codebooks."""
    return _("Themes")


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


def replaced(count: int) -> str:
    """How often a pseudonym was put in."""
    return ngettext("Name replaced in {n} place.", "Name replaced in {n} places.", count).format(n=count)


def evidence_saved() -> str:
    """A passage was judged."""
    return _("Evidence saved.")


REPORT_KINDS: Mapping[str, Promise] = {
    "codes": gettext_lazy("codes"),
    "sources": gettext_lazy("sources"),
    "codings": gettext_lazy("codings"),
    "coding_memos": gettext_lazy("memos of codings"),
    "placed_texts": gettext_lazy("texts with selections"),
    "line_ends": gettext_lazy("line ends of two characters"),
    "variables": gettext_lazy("variables"),
    "cases": gettext_lazy("cases"),
    "sets": gettext_lazy("sets"),
    "links": gettext_lazy("links"),
    "graphs": gettext_lazy("graphs"),
    "variable_values": gettext_lazy("values of variables"),
    "notes": gettext_lazy("notes"),
    "media_codings": gettext_lazy("codings of pictures, pages or recordings"),
    "uncoded_selections": gettext_lazy("selections without a code"),
    "colours": gettext_lazy("colours of codes"),
    "dates": gettext_lazy("dates of creation and change"),
    "users": gettext_lazy("users"),
    "other_elements": gettext_lazy("elements of another version of the standard"),
    "other_shapes": gettext_lazy("colours, dates and marks in another format"),
    "empty_elements": gettext_lazy("empty lists and attributes"),
    "unreadable_values": gettext_lazy("unreadable colours and dates"),
    "docx_texts": gettext_lazy("texts taken from a DOCX"),
    "outside_media": gettext_lazy("media outside the project"),
    "stray_files": gettext_lazy("files that nothing refers to"),
    "lost_selections": gettext_lazy("selections of a missing text"),
    "unread_documents": gettext_lazy("documents without readable text"),
    "case_passages": gettext_lazy("passages of a case"),
    "lost_codings": gettext_lazy("codings of an unknown code"),
    "long_coder_names": gettext_lazy("too long names of coders"),
    "long_code_names": gettext_lazy("too long names of codes"),
    "long_definitions": gettext_lazy("too long definitions"),
    "long_titles": gettext_lazy("too long titles"),
    "long_memos": gettext_lazy("too long memos"),
    "code_memos": gettext_lazy("memos of codes"),
    "set_members": gettext_lazy("sources and notes in sets"),
    "control_characters": gettext_lazy("names and texts with control characters"),
    "bare_sources": gettext_lazy("sources without text or coding"),
    "evidence": gettext_lazy("evidence (organisation, direction, salience, origin)"),
    "source_details": gettext_lazy("appraisals, languages and consents of sources"),
    "rounds": gettext_lazy("coding rounds of codings"),
    "reconciliations": gettext_lazy("marks of reconciliation"),
    "rejections": gettext_lazy("rejections of codings"),
    "matrix_summaries": gettext_lazy("summaries of the framework matrix"),
    "code_dates": gettext_lazy("dates of codes"),
}
NO_COLUMN = gettext_lazy("Kept as it is and included in every .qdpx export.")
NO_PLACE = gettext_lazy("REFI-QDA has no place for these. The case folder has.")
CUT = gettext_lazy("Shortened in the table. The imported project has the full text.")
SCHEMA = gettext_lazy("The schema has no place for these.")
REPORT_REASONS: Mapping[str, Promise] = {
    "line_ends": gettext_lazy("Now one character each. Positions were adjusted."),
    **dict.fromkeys(("variables", "cases", "sets", "links", "graphs", "variable_values"), NO_COLUMN),
    **dict.fromkeys(("uncoded_selections", "colours", "dates"), NO_COLUMN),
    "notes": gettext_lazy("Notes on codings became their memos. All notes are listed under Memos."),
    "media_codings": gettext_lazy("Their place is kept and named, but not drawn."),
    "users": gettext_lazy("Codings carry their names. Their GUIDs are kept."),
    "other_elements": gettext_lazy("Read as elements of the published schema."),
    "other_shapes": gettext_lazy("Converted to the format of the schema."),
    **dict.fromkeys(("empty_elements", "unreadable_values"), SCHEMA),
    "docx_texts": gettext_lazy("The project has no plain text of them. Each paragraph and table cell is a line."),
    "outside_media": gettext_lazy("The project holds only their paths."),
    "lost_selections": gettext_lazy("The project has no text to place them in."),
    "case_passages": gettext_lazy("The tool codes them with a case, not with a code."),
    "lost_codings": gettext_lazy("The project has no code with that GUID."),
    **dict.fromkeys(("long_coder_names", "long_code_names", "long_definitions", "long_titles", "long_memos"), CUT),
    "code_memos": gettext_lazy("A .qdc codebook has no place for these. A .qdpx project has."),
    "set_members": gettext_lazy("Sets in a .qdc codebook hold codes only."),
    "control_characters": gettext_lazy("Each control character became a space, since XML has no place for it."),
    "bare_sources": gettext_lazy("A project holds only texts and media."),
    **dict.fromkeys(("evidence", "source_details", "rounds", "reconciliations", "rejections"), NO_PLACE),
    **dict.fromkeys(("matrix_summaries", "code_dates"), NO_PLACE),
}
FATES: Mapping[str, Promise] = {
    CARRIED: gettext_lazy("Carried over"),
    KEPT: gettext_lazy("Kept in the project"),
    LEFT: gettext_lazy("Not carried over"),
}
NO_ALPHA: Mapping[str, Promise] = {
    "no_codings": gettext_lazy("no coded sources"),
    "no_pairs": gettext_lazy("no unit was coded by two coders"),
    "one_value": gettext_lazy("all values are the same"),
    "one_coder": gettext_lazy("one coder, or one value only"),
}


def report_kind(line: ReportLine) -> str:
    """What a line of an exchange's report counts."""
    return str(REPORT_KINDS[line.kind])


def report_fate(line: ReportLine) -> str:
    """What became of it."""
    return str(FATES[line.fate])


def report_reason(line: ReportLine) -> str:
    """Why; blank where nothing needs saying."""
    about = line.about
    match line.kind:
        case "codings" if "coders" in about:
            return and_list(f"{name or _('no coder')} {n}" for name, n in about["coders"].items())
        case "sources" if "id" in about:
            return _("Its id is {id}.").format(id=about["id"])
        case "placed_texts":
            return _positions_counted(about)
        case "unread_documents":
            return and_list(about["files"])
        case _:
            return str(REPORT_REASONS.get(line.kind, ""))


def agreement_title(coders: Sequence[str], unit: str) -> str:
    """Whose agreement a table shows, and on what."""
    if not coders:
        return _("Coder agreement: no coded sources")
    return _("Agreement of {coders} per {unit}").format(coders=and_list(coders), unit=unit)


def of_codebook(name: str) -> str:
    """The row of a codebook among rows of codes."""
    return _("Codebook: {name}").format(name=name)


def coder_names(coders: Sequence[str]) -> str:
    """Who was compared."""
    return _("Coders: {coders}.").format(coders=and_list(coders))


def no_alpha(reason: str) -> str:
    """Why there is no figure of agreement."""
    return str(NO_ALPHA.get(reason, ""))


def alpha_missing(reason: str) -> str:
    """What stands in place of an alpha."""
    return _("Alpha not available: {reason}").format(reason=no_alpha(reason))


def _positions_counted(about: Parameters) -> str:
    """How a tool counted the characters of its texts."""
    if about["last"]:
        text = _("Positions were counted in {unit}, line ends {line_end}, ends on the last character. Now code points.")
    else:
        text = _("Positions were counted in {unit}, line ends {line_end}. Now code points.")
    return text.format(unit=about["unit"], line_end=about["line_end"])


def _quoted(names: list[str]) -> str:
    return and_list(f"“{name}”" for name in names)


def decision(row: DecidedPassage) -> str:
    """What was decided on passages of several coders; blank where nothing was."""
    if row.accepted:
        return _("Accepted by {who}").format(who=row.accepted_by or "–")
    return _("Rejected by {who}").format(who=row.rejected_by) if row.rejected_by else ""
