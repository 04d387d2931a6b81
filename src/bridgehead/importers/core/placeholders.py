"""Texts that stand for nothing: signs, errors of spreadsheets, and what people write where they know nothing."""

import re
import unicodedata

FIXED = frozenset({"#n/a", "#na", "#nv", "#i/t", "#n/d", "#n/b", "#saknas!", "#puuttuu!", "#brak", "#nd"})
ERRORS = re.compile(r"#[\w/Æ]{2,12}[!?]", re.IGNORECASE)
"""Errors of spreadsheets, whatever their language: `#REF!`, `#VÆRDI!`, `#NAVN?`."""

NEVER_NAMES = frozenset(
    """
    n/a|n.a.|n.a|n/a.|(n/a)|k.a.|k. a.|k.a|n.v.t.|n.v.t|n/d|s/d|b.d.|not available|not applicable|not specified
    |not provided|not stated|not given|not known|not disclosed|no data|no information|unknown|undisclosed|unspecified
    |ikke oplyst|ej oplyst|uoplyst|ikke angivet|ikke kendt|ikke tilgængelig|ikke relevant|ingen oplysninger|ukendt
    |keine angabe|keine angaben|nicht bekannt|nicht angegeben|unbekannt|nicht verfügbar|non renseigné|non communiqué
    |non précisé|non disponible|inconnu|inconnue|desconocido|sin datos|no disponible|no aplica|no procede
    |non disponibile|sconosciuto|non applicabile|non specificato|nieznany|brak danych|nie dotyczy|nie podano
    |onbekend|niet bekend|niet opgegeven|niet van toepassing|okänd|okänt|ej angivet|uppgift saknas|ikke oppgitt
    |ukjent|ei tiedossa|ei ilmoitettu|tuntematon|não disponível|não aplicável|desconhecido|neuvedeno|není k dispozici
    |to be confirmed|to be determined|to be announced|to be defined|(blank)|(empty)|(tom)|(none)|(null)|(leer)|(vide)
    |<null>|<none>|<blank>|[blank]|[null]|not set|--none--|- none -|no value|(no value)|undefined
    """.replace("\n    ", "")
    .strip()
    .split("|")
)
WORDS = frozenset(
    """
    na nd nc nr nvt ka nan nil null none nothing missing blank empty tom tomt leer vide ingen keine kein keiner aucun
    aucune ninguno ninguna nessuno nessuna brak geen ingenting mangler saknas puuttuu tbd tba tbc pending xxx todo
    """.split()  # noqa: SIM905
)
"""What may also be a name: Tom, Na and Null are people."""


def is_placeholder(text: str, *, name: bool = False) -> bool:
    """Whether a text stands for nothing.

    Parameters
    ----------
    name
        Whether it stands where a name is expected, of which some are also such words.
    """
    plain = " ".join(text.casefold().split())
    if all(unicodedata.category(sign)[0] in "PZ" or sign in "~|=<>+^`´" for sign in plain):
        return True
    known = plain in NEVER_NAMES or plain in FIXED or ERRORS.fullmatch(plain) is not None
    return known or (not name and (plain in WORDS or plain.strip("-–.*() ") in WORDS))
