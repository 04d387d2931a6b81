"""What an input should have been, as a code with parameters: who finds the fault says which, phrases say it in words.

Cores and readers name an expectation; `kit.expected_phrases` words it when somebody reads the error, in their language.
"""

from collections.abc import Iterable
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


Expected = Expectation | str
"""An expectation, or the words of one that a service took from its stage's phrases."""


def expects(code: str, **parameters: Any) -> Expectation:
    """The expectation of this code; whatever can be gone through among the parameters is several names."""
    several = {name for name, value in parameters.items() if isinstance(value, Iterable) and not isinstance(value, str)}
    given = ((name, tuple(value) if name in several else value) for name, value in parameters.items())
    return Expectation(code, tuple(given))
