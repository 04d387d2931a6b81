"""In which language a text is written."""

import re
from functools import cache
from typing import Any

from bridgehead.kit import countries

SURE, SHORTEST, LOOKED_AT = 0.8, 30, 6_000
TO_OURS = {"no": "nb"}


def language_of(text: str) -> str:
    """The language (ISO 639-1) of most of a text; blank where it is too short to tell.

    Lines of a few words are labels and left out: they may be in another language than what they label.
    """
    lines = [line for line in re.split(r"[\n\f]", text) if len(line.split()) >= 6]
    words = (" ".join(lines) or text)[: 2 * LOOKED_AT].split()
    said = re.sub(r"\d+", " ", " ".join(word for word in words if "@" not in word and "://" not in word))[:LOOKED_AT]
    if len(said) < SHORTEST:
        return ""
    code, probability = _identifier().classify(said)
    return TO_OURS.get(code, code) if probability >= SURE else ""


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 its model takes a second to load

    found = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    ours = {value: key for key, value in TO_OURS.items()}
    found.set_languages([ours.get(code, code) for code in countries.LANGUAGES])
    return found
