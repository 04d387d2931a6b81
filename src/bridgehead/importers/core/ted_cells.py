"""How TED writes countries, languages, codes, money and text."""

import re
from functools import cache

import pycountry

from bridgehead.importers.core.table_schemas import money, pattern_cell
from bridgehead.importers.core.text_cleaning import clean_text
from bridgehead.kit import countries
from bridgehead.kit.expectations import expects
from bridgehead.kit.field_limits import cut_to_line
from bridgehead.kit.quotation_marks import strip_stray_quotes


@cache
def iso_language(code: str) -> str:
    """The language, of several the first."""
    lower = code.casefold().partition(" ")[0]
    known = pycountry.languages.get(alpha_3=lower) or pycountry.languages.get(bibliographic=lower)
    found = getattr(known, "alpha_2", lower) if len(lower) == 3 else lower
    if found not in countries.languages():
        raise ValueError(code)
    return found


def cpv_codes(value: str) -> list[str]:
    """The CPV codes of a cell, without their check digits.

    Raises
    ------
    ValueError
        If one is none.
    """
    codes = [code.strip()[:8] for code in re.split(r"[;,|\s]+", value) if code.strip()]
    if not all(re.fullmatch(r"\d{8}", code) for code in codes):
        raise ValueError(value)
    return codes


def amount(value: str) -> float:
    """Money as buyers type it: thousands may be set apart by spaces."""
    if re.fullmatch(r"\s*(\d{1,3}(\s\d{3})+|\d+)([.,]\d{1,2})?\s*", value) is None:
        raise ValueError(value)
    return money(re.sub(r"\s", "", value).replace(",", "."))


DOC = pattern_cell(r"\d{1,8}-\d{4}", expects("notice_number"))


def one_line(value: str) -> str:
    """Text as one line, cut to what a field takes."""
    return cut_to_line(" ".join(clean_text(value).split()))


def party_name(value: str) -> str:
    """The name of a buyer or winner as one line, without quotation marks that are left over."""
    return strip_stray_quotes(one_line(value))


def paragraphs(*parts: str) -> str:
    """Texts one after the other, blank ones left out."""
    return "\n\n".join(part for part in parts if part)
