"""The files of the case folder that hold relations between levels, and findings."""

from bridgehead.influence.models import Finding, Relation
from bridgehead.kit.case_tables import CaseFile
from bridgehead.kit.permissions import Resource

FILES = (
    CaseFile(
        "relations",
        Relation,
        "id from_level to_level directness strength source locator summary",
        Resource.FIGURE,
        named_after="from_level to_level",
    ),
    CaseFile(
        "findings",
        Finding,
        "id kind prior statement supports contradicts asked",
        Resource.FIGURE,
        named_after="statement",
    ),
)
