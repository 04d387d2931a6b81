"""The files of the case folder that hold codebooks, codings and evidence."""

from bridgehead.evidence.models import Code, Codebook, Evidence
from bridgehead.evidence.services.codings_spreadsheet import CODINGS
from bridgehead.kit.case_tables import CaseFile

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
    CODINGS,
    CaseFile(
        "evidence",
        Evidence,
        "id actor code direction salience origin mechanism activity source locator coding summary quote "
        "language translation date coder",
    ),
)
