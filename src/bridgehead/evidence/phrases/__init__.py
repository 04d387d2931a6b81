"""Sentences of the evidence stage, a file a subject."""

from django.utils.translation import gettext_lazy

from bridgehead.evidence.phrases.coder_comparison import (
    agreement_title,
    alpha_missing,
    coder_names,
    decision,
    left_undecided,
    low_though_alike,
    no_alpha,
    passages_shown,
)
from bridgehead.evidence.phrases.codes import advantages, of_codebook, themes
from bridgehead.evidence.phrases.coding_changes import CHANGES, evidence_saved, replaced, undo_label
from bridgehead.evidence.phrases.exchange_report import report_fate, report_kind, report_reason
from bridgehead.evidence.phrases.expected import EXPECTED
from bridgehead.evidence.phrases.refusals import (
    no_cell,
    no_code,
    no_codebook,
    no_codes,
    no_coding,
    no_evidence,
    no_own_code,
    no_project,
    no_source,
    none_yet,
    other_text,
    round_closed,
    round_not_open,
    says_otherwise,
)
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

__all__ = [
    "CHANGES",
    "EXPECTED",
    "RECORDS",
    "advantages",
    "agreement_title",
    "alpha_missing",
    "coder_names",
    "decision",
    "evidence_saved",
    "left_undecided",
    "low_though_alike",
    "no_alpha",
    "no_cell",
    "no_code",
    "no_codebook",
    "no_codes",
    "no_coding",
    "no_evidence",
    "no_own_code",
    "no_project",
    "no_source",
    "none_yet",
    "of_codebook",
    "other_text",
    "passages_shown",
    "replaced",
    "report_fate",
    "report_kind",
    "report_reason",
    "round_closed",
    "round_not_open",
    "says_otherwise",
    "themes",
    "undo_label",
]
