"""Why something is as it is: a code and its numbers, which a stage's phrases word."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Parameter = int | float | str | tuple[str, ...]


@dataclass(frozen=True)
class CodedReason:
    """Why a figure is missing, an estimate is refused or doubted, a rule decided.

    Attributes
    ----------
    code
        The reason, which `phrases` has a sentence for.
    parameters
        What the sentence names.
    """

    code: str
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
