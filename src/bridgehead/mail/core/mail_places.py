"""Places in the text of a mail, `{name}`, that each reader's own words fill."""

import re
from collections.abc import Collection, Mapping

PLACE = re.compile(r"\{([^{}]*)\}")


def unknown_places(known: Collection[str], *texts: str) -> list[str]:
    """Places in texts that nothing fills, each once, in order."""
    found = dict.fromkeys(name for text in texts for name in PLACE.findall(text))
    return [name for name in found if name not in known]


def fill_places(text: str, values: Mapping[str, str]) -> str:
    """A text with its places filled; what is filled in is not looked through again."""
    return PLACE.sub(lambda found: values.get(found[1], found[0]), text)
