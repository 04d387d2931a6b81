"""What the columns of somebody's spreadsheet mean: proposed from headings, contents and earlier choices."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bridgehead.importers.core.check_digits import is_cvr, is_lei
from bridgehead.importers.core.contact_headings import ContactColumns, contact_field, without_number
from bridgehead.importers.core.description_headings import (
    is_prose,
    names_description,
    names_other_text,
    share_of_phrases,
)
from bridgehead.importers.core.name_normalisation import normalise_name

IGNORED = "-"
"""Stands for a column that is not read."""

SURE = 0.6
ENOUGH_ALIKE = 88.0
STEP = 0.0001
LIKE_A_DESCRIPTION, PROSE = 0.75, 0.62
LOOKED_AT = 40
GROUP = " / "

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
ADDRESS = re.compile(r"(https?://|www\.)\S+|[\w-]+(\.[\w-]+)*\.(dk|com|eu|org|net|se|no|de|io)(/\S*)?", re.IGNORECASE)
VAT_SHAPE = re.compile(r"[A-Z]{2}[ ]?\d[\dA-Z ]{6,12}")
PHONE = re.compile(r"(\+|00)\d[\d ()-]{6,16}")
SHAPES = {"contact_email": EMAIL, "website": ADDRESS, "vat": VAT_SHAPE, "contact_phone": PHONE}

Known = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class ColumnProposal:
    """What one column is thought to hold.

    Attributes
    ----------
    heading
        As it stands in the file; one under another is joined with ` / `, doubled ones are numbered.
    field
        A field of a member, or `-` for one that is not read.
    why
        `chosen`, `heading`, `contents`, or blank where nothing is known.
    examples
        A few of its values.
    """

    heading: str
    field: str
    why: str
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class HeadingRow:
    """Where the headings of a sheet are.

    Attributes
    ----------
    row
        The row from which data start, counted from 0.
    headings
        One a column, each once.
    recognised
        How many of them are known.
    """

    row: int
    headings: tuple[str, ...]
    recognised: int


class HeadingWords:
    """What is known of headings: each, made comparable, with its field and its place among those of the field."""

    def __init__(self, known: Known) -> None:
        self.fields: dict[str, str] = {}
        self.places: dict[str, int] = {}
        for field, headings in known.items():
            for place, word in enumerate(map(normalise_name, headings)):
                self.fields[word], self.places[word] = field, place
        self._all = list(self.fields)
        self._found: dict[str, tuple[str, float]] = {}

    def meaning_of(self, heading: str) -> tuple[str, float]:
        """The field that a heading names, with how sure that is from 0 to 1; blank for none.

        Of headings of one field the one that is listed first is a little surer.
        """
        if heading not in self._found:
            self._found[heading] = self._look_up(heading)
        return self._found[heading]

    def _look_up(self, heading: str) -> tuple[str, float]:
        whole = normalise_name(heading)
        last = normalise_name(heading.rpartition(GROUP)[2])
        if whole in self.fields:
            return self.fields[whole], 0.97 - self.places[whole] * STEP
        if numbered := contact_field(whole, self.fields):
            return numbered, 0.94
        part = self.fields.get(last, "").removeprefix("contact_")
        if GROUP in heading and whole.startswith(("kontakt", "contact")) and f"contact_{part}" in self.fields.values():
            return f"contact_{part}", 0.95
        if last in self.fields:
            return self.fields[last], 0.9 - self.places[last] * STEP
        best = process.extractOne(last, self._all, scorer=fuzz.token_sort_ratio, score_cutoff=ENOUGH_ALIKE)
        return (self.fields[best[0]], 0.85 * best[1] / 100) if best and len(last) > 3 else ("", 0.0)


def find_head(
    rows: Sequence[Sequence[str]], merged: Iterable[tuple[tuple[int, int], tuple[int, int]]], known: Known
) -> HeadingRow:
    """The headings among the first rows of a sheet.

    The row in which the most headings are known is theirs; text that stands above, in cells that were
    merged or over the first of several columns, goes before them.
    """
    filled, words = _unmerged(rows, merged), HeadingWords(known)
    best, score = 0, (-1, -1)
    for number, row in enumerate(rows):
        texts = [cell.strip() for cell in row if cell.strip()]
        distinct = len({normalise_name(text) for text in texts if not text.replace(".", "").isdigit()})
        hits = sum(1 for text in {normalise_name(t) for t in texts} if text and words.meaning_of(text)[1] >= SURE)
        if (hits, distinct if number == 0 or hits else 0) > score:
            best, score = number, (hits, distinct)
    width = max((len(row) for row in filled), default=0)
    own = [*filled[best], *[""] * (width - len(filled[best]))] if filled else []
    above = _groups(filled, best, width)
    headings = [
        GROUP.join(part for part in (a, h) if part) if h else a for a, h in zip(above, map(str.strip, own), strict=True)
    ]
    return HeadingRow(best + 1, _once([" ".join(h.split()) for h in headings]), score[0])


def _unmerged(
    rows: Sequence[Sequence[str]], merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]
) -> list[list[str]]:
    filled = [list(row) for row in rows]
    for (top, left), (bottom, right) in merged:
        if top < len(filled) and left < len(filled[top]):
            for row in filled[top : bottom + 1]:
                row.extend([""] * (right + 1 - len(row)))
                row[left : right + 1] = [filled[top][left]] * (right + 1 - left)
    return filled


def _groups(filled: Sequence[Sequence[str]], head: int, width: int) -> list[str]:
    """What stands above the headings, a text a column; a title over everything says nothing of any."""
    if head == 0:
        return [""] * width
    above = [cell.strip() for cell in filled[head - 1]] + [""] * width
    if len({cell for cell in above if cell}) < 2:
        return [""] * width
    groups, last = [], ""
    own = [*filled[head], *[""] * width]
    for column in range(width):
        last = above[column] or last
        groups.append("" if last == own[column].strip() else last)
    return groups


def _once(headings: Sequence[str]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    numbered = []
    for heading in headings:
        seen[heading] = seen.get(heading, 0) + 1
        numbered.append(f"{heading} ({seen[heading]})" if heading and seen[heading] > 1 else heading)
    return tuple(numbered)


def propose(
    headings: Sequence[str], rows: Sequence[Sequence[str]], known: Known, chosen: Mapping[str, str]
) -> tuple[ColumnProposal, ...]:
    """What each column is thought to hold; each field once, where it is surest.

    Parameters
    ----------
    rows
        The first rows of data, for examples and for what contents tell.
    known
        Field to the headings that it is known by; `ignored` lists those that hold nothing of use.
    chosen
        Heading to the field that somebody confirmed.
    """
    columns = [
        [row[i].strip() for row in rows[:LOOKED_AT] if i < len(row) and row[i].strip()] for i in range(len(headings))
    ]
    guesses: list[tuple[float, int, str, str]] = []
    words = HeadingWords(known)
    meaning = ContactColumns({h: words.meaning_of(without_number(h)) for h in headings if h})
    for index, heading in enumerate(headings):
        if heading in chosen:
            guesses.append((2.0, index, chosen[heading], "chosen"))
            continue
        plain = without_number(heading)
        field, sure = meaning.of(heading)
        if not field and names_description(plain) and share_of_phrases(columns[index]) >= 1 / 2:
            field, sure = "description", LIKE_A_DESCRIPTION
        if field:
            guesses.append((sure, index, field, "heading"))
        if not sure or field == "name":
            guesses.extend((s, index, f, "contents") for f, s in _by_contents(columns[index]))
        if not sure and not names_other_text(plain) and is_prose(columns[index]):
            guesses.append((PROSE, index, "description", "contents"))
    found: dict[int, tuple[str, str]] = {}
    taken: set[str] = set()
    for sure, index, named, why in sorted(guesses, key=lambda g: (-g[0], g[1])):
        field = IGNORED if named == "ignored" else named
        if sure >= SURE and index not in found and field not in taken:
            found[index] = field, why
            taken |= {field} - {IGNORED}
    return tuple(
        ColumnProposal(heading, *found.get(i, (IGNORED, "")), tuple(dict.fromkeys(columns[i]))[:3])
        for i, heading in enumerate(headings)
        if heading or columns[i]
    )


def reason_for(heading: str, field: str, words: HeadingWords) -> str:
    """Why a column of this heading was taken for a field, where nobody chose it: as in `ColumnProposal`."""
    if field in ("", IGNORED):
        return "heading" if words.meaning_of(heading)[0] == "ignored" else ""
    plain = without_number(heading)
    named = words.meaning_of(plain)[0] or ("description" if names_description(plain) else "")
    return "heading" if named == field else "contents"


def _by_contents(values: Sequence[str]) -> list[tuple[str, float]]:
    if not values:
        return []
    tests = {name: shape.fullmatch for name, shape in SHAPES.items()}
    shares = {name: sum(1 for v in values if fits(v)) / len(values) for name, fits in tests.items()}
    shares["cvr"] = sum(map(is_cvr, values)) / len(values)
    shares["lei"] = sum(map(is_lei, values)) / len(values)
    return [(name, 0.8 * share) for name, share in shares.items() if share >= 0.8]
