"""What the research pages take: a form for each thing that is done to sources, codings, codebooks and the matrix."""

from bridgehead.evidence.forms.code_choices import any_code, own_code
from bridgehead.evidence.forms.coder_comparison import Decide, DecideSeveral, OpenRound
from bridgehead.evidence.forms.codes import (
    BY_VERB,
    AddCode,
    AddCodebook,
    ChangeCodebook,
    MergeCode,
    MoveCode,
    ReleaseCodebook,
    RenameCode,
    SplitCode,
)
from bridgehead.evidence.forms.coding import ApplyCodes, Judge, Recode, RemoveCoding, WriteMemo
from bridgehead.evidence.forms.exchange import ImportFile
from bridgehead.evidence.forms.form_parts import Choices
from bridgehead.evidence.forms.matrix import WriteSummary
from bridgehead.evidence.forms.sources import AddText, DescribeSource, Pseudonym

__all__ = [
    "BY_VERB",
    "AddCode",
    "AddCodebook",
    "AddText",
    "ApplyCodes",
    "ChangeCodebook",
    "Choices",
    "Decide",
    "DecideSeveral",
    "DescribeSource",
    "ImportFile",
    "Judge",
    "MergeCode",
    "MoveCode",
    "OpenRound",
    "Pseudonym",
    "Recode",
    "ReleaseCodebook",
    "RemoveCoding",
    "RenameCode",
    "SplitCode",
    "WriteMemo",
    "WriteSummary",
    "any_code",
    "own_code",
]
