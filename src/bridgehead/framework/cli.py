"""Options whose values the framework fixes."""

from collections.abc import Callable

import typer


def term(vocabulary: str) -> Callable[[str], str]:
    """Check a term of one of the framework's vocabularies that was given as an option."""

    def check(given: str) -> str:
        from bridgehead.framework.loader import load_framework

        terms = load_framework().vocabularies[vocabulary]
        if given and given not in terms:
            raise typer.BadParameter(f"{given!r} is none of {', '.join(terms)}")
        return given

    return check
