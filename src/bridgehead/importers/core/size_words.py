"""What words say of the size of an organisation, in the languages of the EU, negations included.

A word is never looked for inside a text: all of the text must be understood, or it says nothing.
"""

import math
import re

from bridgehead.importers.core.name_normalisation import normalise_name
from bridgehead.importers.core.typed_numbers import TypedNumber, read_number

SME_LIMIT = 250
"""Below it, in people employed, an enterprise is small or medium-sized (EU recommendation 2003/361, article 2)."""

MOST_PEOPLE = 5_000_000
"""More than anybody employs: a number that stands in the wrong column."""

SMALL = frozenset(
    """
    sme smes smv smver smvs kmu kmus pme pmes pyme pymes pmi mkb mkber msp mmsp mmspi msb smb smf smf pk kkv kkvk
    imm vke mvu mvi mvi mme mpme fbm mse startup startups micro mikro mic small smaller lille lilla sma smaa liten
    klein kleine kleiner kleines kleinst kleinstunternehmen kleinunternehmen kleinbetrieb petit petite petites
    pequena pequeno pequenas piccola piccole piccolo mala male maly male malo pieni pienet kis kisvallalkozas vaike
    mazas maza mazais mala malk mikroyritys pienyritys mikroenterprise microenterprise microenterprises
    mikrovirksomhed mikroforetag smaforetag medium midsize midsized middle mellem mellemstor mellemstore mellomstor
    mellomstore medelstor medelstora medelstort mittel mittlere mittlerer mittleres mittelgross mittelstand
    mittelstandisch middelgroot middelgrote moyen moyenne moyennes mediana medianas mediano media medie medio
    srednia srednie sredni stredni stredne sredne srednja srednje keskisuuri keskisuuret kozepes kozepvallalkozas
    mijlocie mijlocii keskmine vidutine videjs videjais malo maloe malaya malak malka mikri mikro mesaia mesaio
    srednee srednyaya sredno sredna malko maloye keskmised vaikesed vaikeettevote maza mazie vidutinis vidutines
    mazas smulki smulkus zelo mic mici mijlociu
    """.split()  # noqa: SIM905 a list of words reads better as words
)
BIG = frozenset(
    """
    large larger big stor stort store stora storvirksomhed storforetag gross grosse grosser grosses grossunternehmen
    grossbetrieb groot grote grootbedrijf grande grandes duza duze duzy suuri suuret suuryritys nagy nagyvallalat
    mare mari velky velka velke veliko velika suur suurettevote didele liels liela krupnoe krupnaya krupno golyamo
    golyama bolshoe bolshaya veliki didelis lielais suured midcap midcaps megalo megali eti
    """.split()  # noqa: SIM905
)
YES = frozenset(
    [
        "yes",
        "y",
        "ja",
        "jo",
        "joo",
        "jau",
        "j",
        "true",
        "x",
        "1",
        "ya",
        "oui",
        "si",
        "sim",
        "da",
        "tak",
        "kylla",
        "k",
        "igen",
        "ano",
        "jah",
        "taip",
        "tha",
        "iva",
        "nai",
        "vrai",
        "wahr",
        "sand",
        "evet",
    ]
)
NO = frozenset(
    [
        "no",
        "n",
        "nej",
        "nei",
        "nein",
        "false",
        "0",
        "non",
        "nie",
        "ei",
        "nem",
        "nu",
        "ne",
        "nao",
        "nee",
        "oxi",
        "ochi",
        "falsk",
        "falsch",
        "faux",
        "net",
        "ni",
        "nyet",
        "hayir",
    ]
)
NOT = frozenset(
    """
    not non no ikke icke inte ej kein keine keiner nicht pas nie niet geen ei eivat nem nu ne nao neni nije ni nav
    nera pole mitte den dhen hors sans without other aucune ninguna nessuna mhux nil
    """.split()  # noqa: SIM905
)
FILLERS = frozenset(
    """
    a an the en et ett ein eine einer un une una um uma o is are it er ar ist est es e to jest ole oleme este and og
    och und y i ja a s et of de des di da sized size enterprise enterprises company companies firm firms business
    businesses virksomhed virksomheder firma firmaer foretag unternehmen betrieb betriebe entreprise entreprises
    empresa empresas impresa imprese przedsiebiorstwo przedsiebiorstwa yritys yritykset vallalkozas podnik podjetje
    bedrijf bedrijven intreprindere organisation organization category employees ansatte mitarbeiter status n einai
    """.split()  # noqa: SIM905
)
SEGMENT = re.compile(r"[(){}\[\];,/|:]|(?<![<>])=|\s[-–—]\s|\s->\s")
COMPOUND = re.compile(r"\b(mid|start)[ -](?=(?:cap|up)s?\b)", re.IGNORECASE)
TICKS = {"✓": "sme", "✔": "sme", "☑": "sme", "☒": "sme", "✗": "large", "✘": "large", "☐": "large"}
GLUED = re.compile(r"(non|nicht|ikke|icke|inte|not)(?=(?:sme|smv|smf|kmu|pme|pmi|mkb)s?$)")


def size_of(text: str) -> str | None:
    """`sme` or `large`, by words, yes and no, or a number of people; None where that cannot be told.

    What is no SME is large; what is not large, or not small, may be either. Parts that say different things say
    nothing together.
    """
    if text.strip() in TICKS:
        return TICKS[text.strip()]
    said = {found for part in SEGMENT.split(COMPOUND.sub(r"\1", text)) if (found := _part(part)) != ""}
    return said.pop() if len(said) == 1 else None


def size_by_people(number: TypedNumber) -> str:
    """`sme` or `large` by people employed; blank where the number leaves it open, or nobody employs that many."""
    if number.low > MOST_PEOPLE or (number.high > MOST_PEOPLE and not math.isinf(number.high)):
        return ""
    return "sme" if number.high < SME_LIMIT else "large" if number.low >= SME_LIMIT else ""


def _part(text: str) -> str | None:
    """What one part of a text says: a size, blank where it says nothing of it, None where that cannot be told."""
    words = [piece for word in normalise_name(text).split() for piece in GLUED.sub(r"\1 ", word).split()]
    if len(words) == 1 and words[0] in YES | NO:
        return "sme" if words[0] in YES else "large"
    if not words or any(sign.isdigit() for sign in text):
        return _by_number(text) if text.strip(" .-–—*") else ""
    return _worded(words)


def _worded(words: list[str]) -> str | None:
    negations = [word for word in words if word in NOT and word not in SMALL | BIG]
    rest = [word for word in words if word not in negations]
    sizes = {"sme" if word in SMALL else "large" for word in rest if word in SMALL | BIG}
    if any(word not in SMALL | BIG | FILLERS for word in rest) or len(sizes) > 1 or len(set(negations)) > 1:
        return None
    if not sizes:
        return None if negations else ""
    if not negations:
        return sizes.pop()
    before = words[: words.index(negations[0])]
    denied = any(word in WHOLE for word in rest) and all(word in FILLERS for word in before)
    return "large" if denied else None


def _by_number(text: str) -> str | None:
    number = read_number(text)
    return (size_by_people(number) or None) if number else None


WHOLE = frozenset(
    """
    sme smes smv smver smvs kmu kmus pme pmes pyme pymes pmi mkb mkber msp mmsp smb smf pk kkv imm vke mvu mvi mme
    fbm
    """.split()  # noqa: SIM905
)
"""Words for small and medium enterprises together: who is none is large."""
