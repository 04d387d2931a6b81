"""Rows of a list that are no record: totals below the columns."""

import re
from collections.abc import Sequence

from bridgehead.importers.core.name_normalisation import normalise_name
from bridgehead.importers.core.typed_numbers import read_number

TOTALS = frozenset(
    """
    total totals subtotal subtotals grandtotal sum sums summa summe summen gesamt gesamtsumme insgesamt ialt totalt alt
    totaal totale totali totaux suma sumy razem lacznie yhteensa osszesen mindosszesen celkem celkom skupaj ukupno kokku
    kopa visoviso synolo obshto somme subtotale zwischensumme delsum mellansumma tussentotaal
    """.split()  # noqa: SIM905 a list of words reads better as words
)
BESIDE = frozenset(
    """
    i in all grand the of number count antal anzahl nombre numero aantal antall liczba maara members member medlemmer
    medlem mitglieder membres miembros soci leden medlemmar jasenet firms firmaer companies virksomheder rows and is er
    organisations organisationer employees ansatte sub general generale kr dkk eur euro sek nok
    """.split()  # noqa: SIM905
)
AMOUNT = re.compile(r"[\s\d.,%€$£+-]*\d[\s\d.,%€$£+-]*(?:[a-z]{0,3})?", re.IGNORECASE)


def is_total(cells: Sequence[str]) -> bool:
    """Whether a row is one of totals: a word for one, and besides it nothing but numbers.

    A firm called Total has a country, an address or something else that is no number.
    """
    labels = 0
    for cell in cells:
        text = cell.strip()
        if text and not _is_amount(text):
            if not _is_label(text):
                return False
            labels += 1
    return labels > 0


def _is_amount(text: str) -> bool:
    if not any(sign.isdecimal() for sign in text):
        return False
    return AMOUNT.fullmatch(text) is not None or read_number(text) is not None


def _is_label(text: str) -> bool:
    words = [word for word in normalise_name(text).split() if not word.isdecimal()]
    return bool(TOTALS & set(words)) and all(word in TOTALS | BESIDE for word in words)
