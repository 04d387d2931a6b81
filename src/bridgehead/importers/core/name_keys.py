"""Who a name names: a key that keeps every letter of every script, so that no two names become one by accident.

Two names with one key are one name, written twice: in capitals, in full-width signs, with a legal form in full. Letters
are never taken off a key, nor accents, nor signs that tell names apart (`Energi+` and `Energi`). What is only alike is
for a person to decide (`record_linkage`), by the plain letters of `name_normalisation`.

Case and compatible forms fold as NFKC_Casefold does (The Unicode Standard, D145 and UAX #15).
"""

import re
import unicodedata
from functools import lru_cache

from bridgehead.importers.core.name_normalisation import (
    BRACKETS,
    FORMS,
    IN_BRACKETS,
    LEADING_FORMS,
    SHORT_FORMS,
    normalise_name,
    without_joined_form,
)

TRADE_MARKS = dict.fromkeys(map(ord, "™®©℗℠"), " ")
MEANING = frozenset("&#@%*!?")
"""Punctuation that belongs to a name; all symbols do (`+`, `=`, `°`)."""

READ_AS = {"&": " and ", "ı": "i", "ـ": ""}
"""Signs that are written in two ways; of `ı` the capital is `I`, and `ـ` only stretches Arabic letters."""

SPELLED = re.compile(r"(?<![^\W_])((?:[^\W\d_]\s*[./]\s*)+[^\W\d_])(?![^\W_])\.?")
EAST_ASIAN = "\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff"
BETWEEN_IDEOGRAPHS = re.compile(rf"(?<=[{EAST_ASIAN}]) (?=[{EAST_ASIAN}])")
NATIVE_FORMS = frozenset(["ооо", "оао", "зао", "пао", "ао", "тов", "пат", "прат", "тоо"])

LONG_FORMS = {
    "gesellschaft mit beschränkter haftung": "gmbh", "eingetragener verein": "ev", "société anonyme": "sa",
    "société par actions simplifiée": "sas", "société à responsabilité limitée": "sarl", "sociedad anónima": "sa",
    "sociedad limitada": "sl", "sociedade anónima": "sa", "sociedade anônima": "sa", "società per azioni": "spa",
    "società a responsabilità limitata": "srl", "spółka akcyjna": "sa", "spółka z oo": "spzoo",
    "sp z oo": "spzoo", "sp zoo": "spzoo",
    "spółka z ograniczoną odpowiedzialnością": "spzoo", "besloten vennootschap": "bv", "naamloze vennootschap": "nv",
    "limited liability company": "llc", "private limited company": "ltd", "public limited company": "plc",
    "akciová společnost": "as", "spol s ro": "sro", "s ro": "sro", "anonim şirketi": "as", "limited şirketi": "ltd",
    "ανωνυμη εταιρεια": "αε", "ανωνυμη εταιρια": "αε", "общество с ограниченной ответственностью": "ооо",
    "акционерное общество": "ао",
}  # fmt: skip


def _unaccented(text: str) -> str:
    bare = "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    return bare.replace("ł", "l")


SHORT_OF = LONG_FORMS | {_unaccented(long): short for long, short in LONG_FORMS.items()}
LONG = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, SHORT_OF), key=len, reverse=True))})(?!\w)")


class _Signs(dict[int, str]):
    """What becomes of each sign; looked up once."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _sign(chr(code))
        return found


def _sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if sign in READ_AS:
        return READ_AS[sign]
    if category == "Cf":  # joiners, marks of direction
        return ""
    if category == "Sk" or (category[0] in "PZC" and sign not in MEANING):
        return " "
    if category[0] == "S" or sign in MEANING:
        return f" {sign} "
    if "\u0370" <= sign <= "\u03ff":  # Greek capitals are written without the accent
        return unicodedata.normalize("NFC", unicodedata.normalize("NFD", sign).replace("\u0301", ""))
    return sign


SIGNS = _Signs()


@lru_cache(maxsize=200_000)
def name_key(name: str) -> str:
    """The key by which a name is known again: never blank, unless the name is.

    Case, width, spaces and punctuation fold, initials join (`A/S`, `A. S.`), legal forms in full are those in short,
    and `&` is `and`. A name of punctuation alone is its own key.
    """
    text = name if name.isascii() else unicodedata.normalize("NFKC", name.translate(TRADE_MARKS))
    text = text.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).replace("i\u0307", "i")
        for short, form in IN_BRACKETS.items():
            text = text.replace(short, form)
    if "." in text or "/" in text:
        text = SPELLED.sub(lambda match: re.sub(r"[\s./]", "", match[1]) + " ", text)
    key = " ".join(text.translate(SIGNS).split())
    if not key.isascii():
        key = BETWEEN_IDEOGRAPHS.sub("", key)
    if " " in key:
        key = LONG.sub(lambda match: SHORT_OF[match[0]], key)
        key = " ".join(SHORT_FORMS.get(word, word) for word in key.split(" "))
    return key or " ".join(text.split()) or name


@lru_cache(maxsize=200_000)
def key_without_form(name: str) -> str:
    """The key of a name without brackets and the legal form at its end or beginning; whole where nothing is left."""
    words = name_key(BRACKETS.sub(" ", name) or name).split()
    while len(words) > 1 and _is_form(words[-1]):
        words.pop()
    while len(words) > 1 and (words[0] in LEADING_FORMS or words[0] in NATIVE_FORMS):
        words.pop(0)
    return without_joined_form(" ".join(words)) or name_key(name)


def _is_form(word: str) -> bool:
    return word in FORMS or word in NATIVE_FORMS or (not word.isascii() and normalise_name(word) in FORMS)
