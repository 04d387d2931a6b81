"""Why a figure is missing: a code and its numbers, which a stage's phrases word."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class MissingFigure:
    """Why a figure could not be computed.

    Attributes
    ----------
    code
        The reason, which `phrases` has a sentence for.
    parameters
        What the sentence names.
    """

    code: str
    parameters: Mapping[str, int | float | str] = field(default_factory=dict)
