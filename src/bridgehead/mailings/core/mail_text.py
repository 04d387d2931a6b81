"""The text of a mail to a group: its places, and which language a person reads it in."""

import re
from collections.abc import Mapping

PLACES = ("name", "organisation", "cluster")
PLACE = re.compile(r"\{([^{}\n]*)\}")


def unknown_places(*texts: str) -> list[str]:
    """Places in texts that nothing fills, each once, in order."""
    found = dict.fromkeys(name for text in texts for name in PLACE.findall(text))
    return [name for name in found if name not in PLACES]


def fill(text: str, values: Mapping[str, str]) -> str:
    """A text with its places filled; what is filled in is not looked through again."""
    return PLACE.sub(lambda found: values.get(found[1], found[0]), text)


def variant_for(language: str, variants: Mapping[str, object], usual: str) -> str:
    """The language of the variant that a person gets: their own, else the usual one's, else the first there is.

    Parameters
    ----------
    variants
        By language; blank for the one that names none.
    usual
        The language of the workspace.
    """
    wanted = (language, "", usual)
    return next((each for each in wanted if each in variants), next(iter(variants)))
