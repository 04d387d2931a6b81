"""What tells of a person in texts: names of two words and more, addresses, phone numbers; found however it is written.

A name is found with other blanks, with its surname first, and as an id or an address spells it (`ane-holm`); a phone
number with other gaps and with its country's code. What is found is blotted out sign by sign: positions in a text that
was coded stay what they are.
"""

import html
import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any
from urllib.parse import quote

from bridgehead.kit.id_stem import id_stem

BLOT = "█"
"""Stands for each sign that was blotted out."""
GAP = r"(?:[\s_.+\-]|&nbsp;|%20)+"
"""What may part the words of a name."""
BETWEEN_DIGITS = r"[\s().\-/]{0,2}"
ABROAD = r"(?:(?:\+|00)(?:\d{1,3}[\s().\-/]{0,2})?(?:\(0\)\s?)?)?"
LEAST_DIGITS = 7
"""From how many digits a number is a phone's and nothing else's."""
LEAST_PROBE = 4
ASCII_RUN = re.compile(r"[A-Za-z0-9]+")
GROUPINGS = (("", 99), *((gap, size) for gap in (" ", "-", ".") for size in (2, 3, 4)))
"""How many digits people write together, and what parts them."""


@dataclass(frozen=True)
class ErasedWords:
    """The words that tell of one person.

    Attributes
    ----------
    names
        Names; those of a single word are passed over: they are many people's.
    addresses
        Email addresses.
    phones
        Phone numbers as they were written; those of fewer than `LEAST_DIGITS` digits are passed over.
    """

    names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self._pattern is not None

    def are_in(self, text: str) -> bool:
        """Whether a text tells of the person."""
        return self._pattern is not None and self._pattern.search(text) is not None

    def blotted(self, text: str) -> str:
        """A text without them, of the same length."""
        return self.replaced(text, lambda found: BLOT * len(found))

    def replaced(self, text: str, by: Any) -> str:
        """A text with something else in place of what tells of the person: a function of it."""
        return text if self._pattern is None else self._pattern.sub(lambda found: by(found.group()), text)

    def blotted_values(self, value: Any, renamed: Mapping[str, str] | None = None) -> Any:
        """JSON without them in any of its texts.

        Parameters
        ----------
        renamed
            Ids that were given another name: a text that is one becomes the other.
        """
        match value:
            case str():
                return (renamed or {}).get(value) or self.blotted(value)
            case list():
                return [self.blotted_values(item, renamed) for item in value]
            case dict():
                return {self.blotted(name): self.blotted_values(item, renamed) for name, item in value.items()}
            case _:
                return value

    @cached_property
    def probes(self) -> tuple[str, ...]:
        """Texts one of which is in whatever `are_in` finds, case apart: what a store can be asked for."""
        found = [probe for name in self._whole_names for probe in _probes(name)]
        found += [probe for address in self.addresses for probe in _probes(address)]
        for digits in self._numbers:
            for gap, size in GROUPINGS:
                found.append(gap.join(digits[n : n + size] for n in range(0, len(digits), size)))
        found += [phone.strip() for phone in self.phones if _digits(phone) in self._numbers]
        return tuple(dict.fromkeys(found))

    @cached_property
    def _whole_names(self) -> list[str]:
        return [name for name in self.names if len(name.split()) > 1]

    @cached_property
    def _numbers(self) -> list[str]:
        found = (_digits(phone) for phone in self.phones)
        return [digits for digits in found if len(digits) >= LEAST_DIGITS]

    @cached_property
    def _pattern(self) -> "re.Pattern[str] | None":
        ways = [way for name in self._whole_names for way in _ways_of_name(name)]
        addresses = {way for address in self.addresses for way in (address, quote(address)) if address}
        ways += [rf"(?<![\w.]){re.escape(address)}(?!\w)" for address in sorted(addresses)]
        ways += [rf"(?<!\w){ABROAD}{BETWEEN_DIGITS.join(digits)}(?!\d)" for digits in self._numbers]
        return re.compile("|".join(dict.fromkeys(ways)), re.IGNORECASE) if ways else None


def _ways_of_name(name: str) -> Iterator[str]:
    """How a name is written: as it is, escaped in HTML, in an address of a page, surname first, as an id."""
    words = name.split()
    for order, comma in product((words, [*words[-1:], *words[:-1]]), (False, True)):
        written = [re.escape(word) for word in order]
        if comma:
            written[0] += ","
        yield rf"(?<![^\W_]){GAP.join(written)}(?![^\W_])"
    for escaped in {html.escape(name), " ".join(map(quote, words))} - {name}:
        yield GAP.join(re.escape(word) for word in escaped.split())
    if "-" in (stem := id_stem(name)):
        yield rf"(?<![^\W_]){GAP.join(re.escape(part) for part in stem.split('-'))}(?![^\W_])"


def _digits(phone: str) -> str:
    """The digits of a phone number without the country's code."""
    text = re.sub(r"\(0\)", "", phone.strip())
    if (code := re.match(r"(?:\+|00)\s*(\d{1,3})[\s().\-/]", text)) or (code := re.match(r"(?:\+|00)45", text)):
        text = text[code.end() :]
    return re.sub(r"\D", "", text)


def _probes(text: str) -> Collection[str]:
    """What is in a text in however many ways it is written: a run of plain letters, else its longest word."""
    run = max(ASCII_RUN.findall(text), key=len, default="")
    if len(run) >= LEAST_PROBE:
        return (run,)
    word = max(re.split(r"[\s@]+", text), key=len, default=text)
    spelled = {word, word.lower(), word.upper(), word.title(), max(id_stem(text).split("-"), key=len)}
    return sorted({*spelled, *(json.dumps(each)[1:-1] for each in spelled), html.escape(word)} - {""})
