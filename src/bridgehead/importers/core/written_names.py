"""The people whom a cell names: `Ane Holm; Bo Lind`, `Ane Holm og Bo Lind`, `Holm, Ane`, `Ane Holm, CEO`."""

import re

from bridgehead.importers.core.name_normalisation import normalise_name

BETWEEN = re.compile(r"\s*(?:[;|\n•]|\s//\s)\s*")
JOINED = re.compile(
    r"\s*[/&+]\s*|\s+(?:and|og|und|et|y|e|en|och|i|ja|samt|sowie|sekä|és|a|oraz|in|u|și|şi|si|и|та|і|й|και|ir|un|agus|ve"
    r"|plus)\s+"
)
IN_BRACKETS = re.compile(r"(?P<name>[^()]+?)\s*\((?P<role>[^()]+)\)")
LISTED = re.compile(r"\s*,\s*")
TITLES = frozenset(
    """
    dr prof professor doc mr mrs ms miss herr frau fru hr mag ing dipl diplom ir drs mgr bc rndr judr mudr inz lic m
    mme mlle monsieur madame dott dottssa ing sig sigra sr sra don dna pan pani sir dame d phd msc ma ba bsc mba
    dphil mph llm cand scient merc jur polyt med vet em emeritus emerita jr senior junior ii iii csc drsc de rer nat
    habil
    """.split()  # noqa: SIM905
)
DEGREES = frozenset(
    "phd msc ma ba bsc mba dphil mph llm jr ii iii csc drsc dr prof esq meng beng ing dipling md dds cpa cfa".split()  # noqa: SIM905
)
ROLES = re.compile(
    r"\b(ceo|cto|cfo|coo|cio|cmo|vp|hr|md|cso|evp|svp|r and d|(vice )?president\w*|chair\w*|director\w*|direktor\w*"
    r"|directeur|directrice|direttore|direttrice|dyrektor\w*|reditel\w*|riaditel\w*|igazgato|johtaja|toimitusjohtaja|direktorius"
    r"|direktors|juhataja|manager\w*|leder|leiter\w*|head|chef\w*|adm|vd|daglig|geschaftsfuhrer\w*|gf|owner|ejer"
    r"|inhaber\w*|founder\w*|grundlaegger|stifter|partner|consultant|konsulent|berater\w*|engineer|ingenior|ingenieur"
    r"|advisor|adviser|radgiver|secretary|sekretaer\w*|assistant|assistent|coordinator|koordinator\w*|responsable"
    r"|gerente|responsabile|kierownik|prezes|jednatel|konatel|sales|salg|marketing|formand|bestyrelsesformand"
    r"|professor|researcher|forsker|officer|executive|lead|prokurist\w*|vorstand\w*|bestuurder|zaakvoerder|gerant\w*"
    r"|socio|administrator\w*|administrador\w*|amministratore|upravitel)\b"
)
PARTICLES = frozenset(
    "van von der den de del della di da dos das do la le ter ten zu zur af av auf y e 't d' el al bin ibn o'".split()  # noqa: SIM905
)
MOST_WORDS = 5


def named_people(typed: str, addresses: int = 0) -> tuple[list[str], str]:
    """The names in a cell, as they are said aloud, and the role that stands behind a single one.

    Parts are people where each is a name of its own, of two words, or there are as many as addresses; `Holm, Ane` is
    one person, surname first. What cannot be told apart stays one text.

    Parameters
    ----------
    addresses
        How many mail addresses stand beside it.
    """
    if not typed:
        return [], ""
    parts = [part for part in BETWEEN.split(typed) if part]
    if len(parts) > 1:
        return [name for part in parts for name in named_people(part)[0]], ""
    joined = [part for part in JOINED.split(typed) if part]
    if len(joined) > 1 and (_are_people(joined) or len(joined) == addresses):
        return [name for part in joined for name in named_people(part)[0]], ""
    if (behind := IN_BRACKETS.fullmatch(typed)) and ROLES.search(normalise_name(behind["role"])):
        return [behind["name"]], behind["role"]
    listed = [part for part in LISTED.split(typed) if part]
    if len(listed) < 2:
        return [typed.strip(" ,")], ""
    return _listed(listed, typed, addresses)


def _listed(parts: list[str], typed: str, addresses: int) -> tuple[list[str], str]:
    """What commas part: people, a surname and first names, a name with its degree or its role."""
    plain = [normalise_name(part) for part in parts]
    if all(word in DEGREES for part in plain[1:] for word in part.split()):
        return [typed], ""
    if all(ROLES.search(part) for part in plain[1:]) and not ROLES.search(plain[0]):
        return [parts[0]], ", ".join(parts[1:])
    if len(parts) == addresses or all(map(_is_whole, parts)):
        if len(parts) == 2 and _is_surname(parts[0]) and len(parts) != addresses:
            return [f"{parts[1]} {parts[0]}"], ""
        return parts, ""
    if len(parts) == 2 and (_is_surname(parts[0]) or len(plain[0].split()) == 1) and _are_first_names(parts[1]):
        return [f"{parts[1]} {parts[0]}"], ""
    return [typed], ""


def _are_people(parts: list[str]) -> bool:
    """Whether each part names somebody: in full, or but for the surname that only the last one says."""
    if all(map(_is_whole, parts)):
        return True
    first = all(part.isalpha() and part[0].isupper() for part in parts[:-1])
    return first and _is_whole(parts[-1]) and "," not in parts[-1]


def _is_whole(part: str) -> bool:
    """Whether a text is a name of its own: a first name and a surname, or the two in turn with a comma."""
    words = [word for word in part.replace(",", " ").split() if normalise_name(word) not in TITLES]
    return 1 < len(words) <= MOST_WORDS and any(word[0].isupper() for word in words) and "@" not in part


def _is_surname(part: str) -> bool:
    """Whether a text is a surname whatever stands behind it: one with a particle before it, or in capitals."""
    words = part.split()
    return len(words) > 1 and all(word in PARTICLES for word in words[:-1])


def _are_first_names(part: str) -> bool:
    words = [word for word in part.split() if normalise_name(word) not in TITLES]
    return 0 < len(words) <= 3 and all(word[0].isupper() or not word.isascii() for word in words)
