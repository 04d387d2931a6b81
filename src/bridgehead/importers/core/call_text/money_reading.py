"""What may be paid, in euros: amounts with a currency, ranked by the words beside them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bridgehead.importers.core.call_text.cues import CueText, Reading

EURO = "EUR"
# fmt: off
SIGNS = {
    "€": EURO, "eur": EURO, "euro": EURO, "euros": EURO, "eura": EURO, "eurot": EURO, "ευρω": EURO, "ευρώ": EURO,
    "евро": EURO, "£": "GBP", "$": "USD", "us$": "USD", "zł": "PLN", "kč": "CZK", "лв": "BGN", "лв.": "BGN",
}
CODES = (
    "EUR", "GBP", "USD", "PLN", "BGN", "CZK", "RON", "DKK", "HUF", "NOK", "SEK", "HRK", "MKD", "ISK", "CHF", "TRY",
    "RSD", "MDL", "UAH", "XOF", "JPY", "CNY", "CAD", "AUD", "INR", "AED",
)
TIMES = {
    1e3: ("thousand", "k", "tsd", "tausend", "mille", "mil", "tys", "tusind", "k€", "keur"),
    1e6: (
        "million", "millions", "m", "mio", "mln", "mill", "millionen", "millones", "millón", "milioni", "milione",
        "milion", "miliony", "milionów", "miljoen", "milhões", "milhão", "millioner", "miljoner", "miljoonaa", "milj",
        "milionů", "millió", "milioane", "млн", "εκατ", "miljonit", "miljoni", "milijono", "milijonov", "milijuna",
        "meur", "m€",
    ),
    1e9: ("billion", "bn", "mrd", "mia", "milliard", "milliards", "milliarden", "miliardi", "mld"),
}
# fmt: on
CURRENCY = rf"(?:{'|'.join(CODES)}|euros?|eura|eurot|EURO|€|£|US\$|\$|zł|Kč|лв\.?|ευρώ|евро|kr\.?)"
NUMBER = r"\d{1,3}(?:(?:[ \u00a0\u202f\u2009.,'’]| \n)\d{3}){1,4}(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,3})?(?!\d)"
FACTOR = r"(?:\s?(?P<f>[^\W\d_]{1,10}|M€|k€)(?![\w]))?"
AFTER_NUMBER = re.compile(
    rf"(?<![\w.,])(?P<n>{NUMBER}){FACTOR}\.?\s?(?:of\s|de\s|d['’])?(?P<c>{CURRENCY})(?!\w)", re.IGNORECASE
)
BEFORE_NUMBER = re.compile(rf"(?<!\w)(?P<c>{CURRENCY}):?[^\S\n]{{0,2}}(?P<n>{NUMBER}){FACTOR}", re.IGNORECASE)
UPPER = re.compile(
    rf"(?<!\w)(?P<c>{CURRENCY}):?[^\S\n]{{0,2}}(?:{NUMBER})\s?(?:[^\W\d_]{{1,10}}\s)?(?:-|–|—|to|and|bis|à|et|a|y|e|til|do|i|tot)\s?"
    rf"(?P<n>{NUMBER}){FACTOR}",
    re.IGNORECASE,
)
IN_ONE = re.compile(rf"(?<![\w.,])(?P<n>{NUMBER})\s?(?P<f>M€|MEUR|k€|kEUR|mEUR)(?!\w)")
RANGE = re.compile(r"\s*(?:-|–|—|to|and|bis|à|et|a|y|e|til|till|do|i|tot|en|és)\s*(?:EUR|€)?\s*", re.IGNORECASE)
EACH, WHOLE, BY_ITSELF = 100.0, 80.0, 70.0
REACH, MOST, MOST_BREAKS, LONGEST_RANGE = 120, 1e15, 3, 20
LEAST = 500.0
"""Below it an amount is a price of something else."""


@dataclass(frozen=True)
class CallMoney:
    """Amounts of a call.

    Attributes
    ----------
    budgets
        Readings in euros, the best first.
    others
        Readings in other currencies; the value is the text of the amount.
    """

    budgets: tuple[Reading, ...] = ()
    others: tuple[Reading, ...] = ()


@dataclass(frozen=True)
class _Amount:
    value: float
    currency: str
    start: int
    end: int


def read_money(about: CueText) -> CallMoney:
    """Amounts that the text calls the budget, its value or what one project may get.

    What one project may get comes before what there is in all; of a range, its upper end is meant.
    """
    amounts = _amounts(about.text)
    found: list[tuple[_Amount, float]] = []
    for place, amount in enumerate(amounts):
        before, after = amounts[place - 1] if place else None, amounts[place + 1] if place + 1 < len(amounts) else None
        score = _score(about, amount, before)
        if before and score == 0 and found and found[-1][0] is before and _is_range(about, before, amount):
            score = found[-1][1] + 1
        elif after and score and _is_range(about, amount, after):
            score -= 1
        if score:
            found.append((amount, score))
    euros = [Reading(a.value, a.start, a.end, s) for a, s in found if a.currency == EURO and a.value >= LEAST]
    others = [
        Reading(" ".join(about.text[a.start : a.end].split()), a.start, a.end, s)
        for a, s in found
        if a.currency != EURO
    ]
    return CallMoney(_ranked(euros), _ranked(others))


def amount_of(text: str) -> float | None:
    """A number as people write it: a comma or a point before one or two last digits sets decimals apart."""
    plain = re.sub(r"[\s\u00a0\u202f\u2009'’]", "", text)
    if (match := re.fullmatch(r"([\d.,]*?\d)[.,](\d{1,2})", plain)) is not None:
        whole, part = re.sub(r"[.,]", "", match[1]), match[2]
    elif re.fullmatch(r"[1-9]\d{0,2}(?:[.,]\d{3})+|\d+", plain):
        whole, part = re.sub(r"[.,]", "", plain), "0"
    elif (match := re.fullmatch(r"(\d+)[.,](\d{3})", plain)) is not None:
        whole, part = match[1], match[2]
    else:
        return None
    value = float(f"{whole}.{part}")
    return value if value <= MOST else None


def _amounts(text: str) -> list[_Amount]:
    found: list[_Amount] = []
    taken = bytearray(len(text))
    for pattern in (UPPER, BEFORE_NUMBER, AFTER_NUMBER, IN_ONE):
        for match in pattern.finditer(text):
            groups = match.groupdict()
            value = amount_of(groups["n"])
            times, used = _factor(groups.get("f") or "", groups["n"])
            end = match.end() if used or pattern in (AFTER_NUMBER, IN_ONE) else match.end("n")
            if value is None or (pattern is AFTER_NUMBER and groups.get("f") and not used):
                continue
            currency = _currency(groups.get("c") or EURO)
            if not any(taken[match.start() : end]):
                taken[match.start() : end] = b"\1" * (end - match.start())
                found.append(_Amount(min(value * times, MOST), currency, match.start(), end))
    return sorted(found, key=lambda a: a.start)


def _factor(word: str, number: str) -> tuple[float, bool]:
    plain = word.casefold().strip(".")
    for times, words in TIMES.items():
        if plain in words:
            return times, True
    return 1.0, False


def _currency(sign: str) -> str:
    return SIGNS.get(sign.casefold(), sign.upper())


def _score(about: CueText, amount: _Amount, before: _Amount | None) -> float:
    start = max(before.end if before else 0, amount.start - REACH)
    cue = about.last_before(("budget_each", "budget"), start, amount.start)
    each = about.has("budget_each", start, amount.start) or about.has(
        "budget_each", amount.end, min(about.line_end(amount.end), amount.end + 30)
    )
    if cue is None:
        return BY_ITSELF if each else 0.0
    gap = about.text[cue.end : amount.start]
    if gap.count("\n") > MOST_BREAKS or re.search(r"[a-z)][.!?]\s+[A-Z]", gap):
        return 0.0
    return (EACH if each else WHOLE) - len(gap) / 10


def _is_range(about: CueText, first: _Amount, second: _Amount) -> bool:
    gap = about.text[first.end : second.start]
    return len(gap) <= LONGEST_RANGE and RANGE.fullmatch(gap) is not None


def _ranked(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    best: dict[object, Reading] = {}
    for reading in readings:
        if reading.value not in best or reading.score > best[reading.value].score:
            best[reading.value] = reading
    return tuple(sorted(best.values(), key=lambda r: (-r.score, r.start)))
