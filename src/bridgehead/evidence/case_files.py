"""The files of the case folder that hold codebooks, codings and evidence."""

from bridgehead.evidence.models import Code, Codebook, Coding, CodingSession, Evidence, MatrixSummary
from bridgehead.kit.case_tables import CaseFile

CODINGS = CaseFile("codings", Coding, "id source start end code coder session reconciled_from memo rejected_by")
FILES = (
    CaseFile(
        "codebooks",
        Codebook,
        "id name version",
    ),
    CaseFile(
        "codes",
        Code,
        "id codebook parent name definition preset created",
    ),
    CaseFile("coding_sessions", CodingSession, "name opened_by opened_at"),
    CODINGS,
    CaseFile(
        "evidence",
        Evidence,
        "id actor code direction salience origin mechanism activity source locator coding summary quote "
        "language translation date after prospective perceived_by coder",
    ),
    CaseFile("matrix_summaries", MatrixSummary, "actor source code summary"),
)
