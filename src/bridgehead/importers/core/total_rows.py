"""Rows of a list that are no record: totals and counts below the columns, in the languages of the EU."""

import re
from collections.abc import Sequence

from bridgehead.importers.core.name_normalisation import normalise_name
from bridgehead.importers.core.typed_numbers import read_number

TOTALS = frozenset(
    normalise_name(word)
    for word in """
    total totals subtotal subtotals sub-total grandtotal sum sums summary
    summa summer sammenlagt ialt alt mellemsum delsum hovedsum slutsum samlet totalt totalsum totalsumma delsumma
    mellansumma
    summe summen gesamt gesamtsumme insgesamt endsumme zwischensumme teilsumme gesamtanzahl gesamtzahl gesamtbetrag
    totaal eindtotaal subtotaal tussentotaal somme totaux totale totali subtotale subtotali somma suma sumas totales
    subtotales totais subtotais soma sumy razem ogółem łącznie podsuma celkem celkově součet mezisoučet souhrn
    spolu celkom súčet medzisúčet úhrn skupaj vsota vmesna seštevek ukupno zbroj međuzbroj sveukupno укупно збир
    összesen mindösszesen összeg részösszeg végösszeg totaluri totalul sumă însumat
    общо сума сбор всичко междинна σύνολο σύνολα άθροισμα υποσύνολο συνολικά μερικό yhteensä summat välisumma
    loppusumma kaikkiaan kokku kokkuvõte vahesumma kogusumma kopā kopsumma summā starpsumma pavisam iš viso suma
    bendra tarpinė iš viso: viso totali flimkien iomlán fo-iomlán samtals alls heildarsumma millisumma
    toplam genel ara усього разом підсумок всього итого всего итог подытог сумма
    """.split()  # noqa: SIM905 a list of words reads better as words
)
COUNTS = frozenset(
    normalise_name(word)
    for word in """
    count counts number quantity qty average mean median minimum maximum antal anzahl zahl nombre numero número
    cantidad quantità quantidade aantal antall liczba ilość počet število broj szám darab darabszám număr numărul
    numărul брой αριθμός πλήθος lukumäärä määrä kpl skaits kiekis skaičius għadd líon uimhir fjöldi sayı кількість
    количество число gennemsnit durchschnitt mittelwert moyenne promedio gemiddelde medelvärde snitt średnia průměr
    priemer povprečje prosjek átlag средно μέσος keskiarvo keskmine vidējais vidurkis antalet
    """.split()  # noqa: SIM905
)
"""Words that say a number only where one stands beside them."""

BESIDE = frozenset(
    normalise_name(word)
    for word in """
    i in all grand the of and is er et ett de du des di da do del dei della van der die das den det av af på per pro
    el la los las os le les til for general générale general generale geral algemeen overall net gross netto brutto
    members member medlemmer medlem medlemmar mitglieder mitglied membres membre miembros socios membri soci membros
    leden członków członkowie členů členové členov člani članova tagok tag membrii членове членов членів μέλη μελών
    jäseniä jäsenet liikmed liikmeid biedri dalībnieki nariai narių firms firm firmaer firmen firm firmy firem
    companies company virksomheder företag unternehmen entreprises empresas imprese aziende bedrijven yritykset rows
    row rækker zeilen lignes filas righe organisations organisationer organisationen entries poster employees
    ansatte mitarbeiter sub kr dkk eur euro sek nok pln czk huf ron bgn usd gbp alt visi viso iš končna końcowa
    finale endgültig endelig celkem č sc szt ks st stk stck page side seite page contacts kontakter kontakte unikke
    unique no nr liczba
    """.split()  # noqa: SIM905
)
AMOUNT = re.compile(r"[\s\d.,%€$£+-]*\d[\s\d.,%€$£+-]*(?:[a-z]{0,3})?", re.IGNORECASE)
SIGMA = re.compile(r"^\s*[Σ∑]\s*(?=[\d\s:=.,-]|$)|^\s*[Øø∅]\s*(?=[\d:=])")


def is_total(cells: Sequence[str]) -> bool:
    """Whether a row is one of totals: a word for one, and besides it nothing but numbers.

    A word for a count needs a number. A firm called Total has a country, an address or something else that is no
    number.
    """
    labels, counted, numbers = 0, False, False
    for cell in cells:
        text = cell.strip()
        if not text:
            continue
        if _is_amount(text):
            numbers = True
            continue
        said = _label(text)
        if said is None:
            return False
        labels += said
        counted = counted or not said
        numbers = numbers or any(sign.isdecimal() for sign in text)
    return labels > 0 or (counted and numbers)


def _is_amount(text: str) -> bool:
    if not any(sign.isdecimal() for sign in text):
        return False
    return AMOUNT.fullmatch(text) is not None or read_number(text) is not None


def _label(text: str) -> bool | None:
    """Whether a text is a word for a total; False for one for a count, None for anything else."""
    if SIGMA.match(text):
        return True if _is_amount(rest := SIGMA.sub("", text).strip(" :=")) or not rest else _label(rest)
    words = [word for word in normalise_name(text).split() if not word.isdecimal()]
    if not all(word in TOTALS | COUNTS | BESIDE for word in words):
        return None
    return True if TOTALS & set(words) else False if COUNTS & set(words) else None
