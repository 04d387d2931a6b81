"""The files of the case folder that hold codebooks, codings and evidence."""

from bridgehead.evidence.models import Code, Codebook, Coding, CodingSession, Evidence, MatrixSummary
from bridgehead.kit.case_tables import CaseFile
from bridgehead.kit.permissions import Resource

CODINGS = CaseFile(
    "codings",
    Coding,
    "id source start end code coder session reconciled_from memo rejected_by",
    Resource.CODING,
    first="source code start end coder",
    named_after="source_id code start",
)
FILES = (
    CaseFile("codebooks", Codebook, "id name version", Resource.CODING, named_after="name"),
    CaseFile(
        "codes",
        Code,
        "id codebook parent name definition preset created",
        Resource.CODING,
        first="codebook name parent definition",
        named_after="name",
    ),
    CaseFile("coding_sessions", CodingSession, "name opened_by opened_at", Resource.CODING),
    CODINGS,
    CaseFile(
        "evidence",
        Evidence,
        "id actor code direction salience origin mechanism activity source locator coding summary quote "
        "language translation date after prospective perceived_by coder",
        Resource.EVIDENCE,
        owner="actor_id",
        first="actor code direction salience origin mechanism source summary quote",
        named_after="actor_id code",
    ),
    CaseFile("matrix_summaries", MatrixSummary, "actor source code summary", Resource.EVIDENCE, owner="actor_id"),
)
