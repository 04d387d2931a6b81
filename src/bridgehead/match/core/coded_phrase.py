"""A phrase by its code: cores say which one and what it names, a stage's `phrases` word it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class CodedPhrase:
    """Something to be said to a person, before it has words.

    Attributes
    ----------
    code
        Which phrase: `past_work.similar`.
    parameters
        What it names: labels of records, codes of countries and components, counts.
    """

    code: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


def coded(code: str, **parameters: Any) -> CodedPhrase:
    """A phrase and what it names."""
    return CodedPhrase(code, parameters)
