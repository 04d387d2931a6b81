"""What a report of an exchange says: what was counted, what became of it and why."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.evidence.core.qda.exchange_report import CARRIED, KEPT, LEFT, ReportLine
from bridgehead.kit.phrases import and_list

REPORT_KINDS: Mapping[str, Promise] = {
    "codes": gettext_lazy("codes"),
    "sources": gettext_lazy("sources"),
    "codings": gettext_lazy("codings"),
    "same_codings": gettext_lazy("codings that were here already"),
    "twin_codings": gettext_lazy("repeated codings"),
    "gone_codings": gettext_lazy("codings of this project that are not in this file"),
    "removed_codings": gettext_lazy("removed codings that are not in this file"),
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
    "rtf_texts": gettext_lazy("texts taken from an RTF"),
    "made_guids": gettext_lazy("elements without a GUID"),
    "other_order": gettext_lazy("elements in another order"),
    "unknown_elements": gettext_lazy("elements and attributes unknown to the schema"),
    "clipped_selections": gettext_lazy("selections that ran past the end of their text"),
    "turned_selections": gettext_lazy("selections that ended before they began"),
    "selections_beyond": gettext_lazy("selections outside their text"),
    "unquoted_names": gettext_lazy("selections whose names are not in the selected text"),
    "missing_media": gettext_lazy("missing pictures, recordings and documents"),
    "outside_media": gettext_lazy("media outside the project"),
    "stray_files": gettext_lazy("files that nothing refers to"),
    "lost_selections": gettext_lazy("selections of a missing text"),
    "unread_documents": gettext_lazy("missing or unreadable texts"),
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
    "refused_sources": gettext_lazy("sources whose speaker said no"),
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
    "same_codings": gettext_lazy("Same passage, code and coder under another GUID. They were not added again."),
    "twin_codings": gettext_lazy("Same passage, code and coder twice in the file. Each counts once."),
    "gone_codings": gettext_lazy("They were kept. To remove them, import the file again with that option."),
    "removed_codings": gettext_lazy("Undo the import to get them back."),
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
    "rtf_texts": gettext_lazy("The project has no plain text of them."),
    "made_guids": gettext_lazy("Each got one that is the same in every import of this file."),
    "other_order": gettext_lazy("Put in the order of the schema."),
    "unknown_elements": SCHEMA,
    "clipped_selections": gettext_lazy("They now end with the text."),
    "turned_selections": gettext_lazy("Start and end were exchanged."),
    "selections_beyond": gettext_lazy("Their codings have no passage here. The project keeps their positions."),
    "unquoted_names": gettext_lazy("Most names in their texts match no way of counting. Check some passages."),
    "outside_media": gettext_lazy("The project holds only their paths."),
    "lost_selections": gettext_lazy("The project has no text to place them in."),
    "case_passages": gettext_lazy("The tool codes them with a case, not with a code."),
    "lost_codings": gettext_lazy("The project has no code with that GUID."),
    **dict.fromkeys(("long_coder_names", "long_code_names", "long_definitions", "long_titles", "long_memos"), CUT),
    "code_memos": gettext_lazy("A .qdc codebook has no place for these. A .qdpx project has."),
    "set_members": gettext_lazy("Sets in a .qdc codebook hold codes only."),
    "control_characters": gettext_lazy("Each control character became a space, since XML has no place for it."),
    "refused_sources": gettext_lazy("Their consent does not cover it. Other tools do not get them."),
    "bare_sources": gettext_lazy("A project holds only texts and media."),
    **dict.fromkeys(("evidence", "source_details", "rounds", "reconciliations", "rejections"), NO_PLACE),
    **dict.fromkeys(("matrix_summaries", "code_dates"), NO_PLACE),
}
FATES: Mapping[str, Promise] = {
    CARRIED: gettext_lazy("Carried over"),
    KEPT: gettext_lazy("Kept in the project"),
    LEFT: gettext_lazy("Not carried over"),
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
        case "unread_documents" | "missing_media":
            return and_list(about["files"])
        case _:
            return str(REPORT_REASONS.get(line.kind, ""))


def _positions_counted(about: Mapping[str, Any]) -> str:
    """How a tool counted the characters of its texts."""
    if about["last"]:
        text = _("Positions were counted in {unit}, line ends {line_end}, ends on the last character. Now code points.")
    else:
        text = _("Positions were counted in {unit}, line ends {line_end}. Now code points.")
    said = text.format(unit=about["unit"], line_end=about["line_end"])
    if about.get("shift"):
        said += " " + _("All were shifted by {shift}, as the names of the selections say.").format(shift=about["shift"])
    return said
