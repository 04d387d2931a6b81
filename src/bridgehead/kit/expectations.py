"""What an input should have been, and what it is instead, as codes with parameters; phrases say them in words.

Cores and readers name an expectation and, where the input itself cannot be quoted, a finding; `kit.expected_phrases`
and `kit.found_phrases` word them when somebody reads the error, in their language.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True)
class Expectation:
    """What was expected.

    Attributes
    ----------
    code
        Which phrase says it.
    parameters
        Its named places: numbers, names, or several names as a tuple.
    """

    code: str
    parameters: tuple[tuple[str, Any], ...] = ()

    def __str__(self) -> str:
        """The phrase, in the language of whoever reads it; phrases are loaded by then, cores run without Django."""
        return str(import_module("bridgehead.kit.expected_phrases").wording(self))


@dataclass(frozen=True)
class FoundInput:
    """What stood there instead, where it is told rather than quoted: nothing, a folder, 12 cells.

    Attributes
    ----------
    code
        Which phrase says it.
    parameters
        Its named places, as those of an expectation.
    """

    code: str
    parameters: tuple[tuple[str, Any], ...] = ()

    def __str__(self) -> str:
        """The phrase, in the language of whoever reads it."""
        return str(import_module("bridgehead.kit.found_phrases").wording(self))


Expected = Expectation | str
"""An expectation, or the words of one that a service took from its stage's phrases."""


def expects(code: str, **parameters: Any) -> Expectation:
    """The expectation of this code; whatever can be gone through among the parameters is several names."""
    return Expectation(code, _given(parameters))


def finds(code: str, **parameters: Any) -> FoundInput:
    """The finding of this code; parameters as those of an expectation."""
    return FoundInput(code, _given(parameters))


def _given(parameters: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    several = {name for name, value in parameters.items() if isinstance(value, Iterable) and not isinstance(value, str)}
    return tuple((name, tuple(value) if name in several else value) for name, value in parameters.items())
