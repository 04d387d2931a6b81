"""Options whose values the framework fixes."""

from collections.abc import Callable

import typer

from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects


def term(vocabulary: str) -> Callable[[typer.CallbackParam, str], str]:
    """Check a term of one of the framework's vocabularies that was given as an option, which an error names."""

    def check(param: typer.CallbackParam, given: str) -> str:
        from bridgehead.framework.loader import load_framework

        terms = load_framework().vocabularies[vocabulary]
        if given and given not in terms:
            raise InputError(expects("one_of", options=terms), column=param.opts[0], found=given)
        return given

    return check
