"""Columns that hold what an organisation does, under headings that no list can name in full."""

import re
from collections.abc import Sequence

from bridgehead.importers.core.name_normalisation import normalise_name

# "Describe", "profile", "activity" and the like, as they begin in the languages of Europe's clusters.
DESCRIBES = re.compile(
    r"descri[pbvzc]|beskriv|beschreib|beschrijv|omschrijv|\bopis|\bpopis|kuvau|profil|t(a|ae)tigkeit|forretningsomra"
    r"|activit|aktivit|actividad|atividad|dzialalnosc|toimin(ta|na)|verksamhet|geschaftsfeld|core business"
    r"|kerneforretning"
)
ABOUT = re.compile(
    r"^(about|om|uber|over|a propos|acerca|sobre|o nas|chi|qui|quienes)"
    r"( (us|you|the|your|our|os|oss|jer|virksomheden|firmaet|foretaget|bedriften|uns|sie|ons|de|nosotros|siamo|somos"
    r"|sommes|nous|company|organi[sz]ation|firm|member|business)){0,4}$"
)
# "What does your company do", "Hvad laver I", "Was macht Ihr Unternehmen", "Ce que nous faisons".
MAKES = "do|does|make|makes|offer|offers|produce|produces|sell|sells|deliver|delivers|provide|provides|work on|works on"
ASKED = re.compile(
    rf"^what (?!(do|does) \w+( \w+)? (need|want|expect|seek|hope|like|think))((do|does|can) )?(\w+ ){{1,3}}({MAKES})\b"
    r"|^(hvad|hva|vad|was|wat|que|qu est|ce que|cosa|o que|co|mita)( \w+){0,4} (laver|gor|gjor|tilbyder|tilbyr|leverer"
    r"|erbjuder|tillverkar|machen|macht|tun|tut|bieten|bietet|produziert|doen|doet|maken|maakt|bieden|faisons|faites|fait"
    r"|proposons|hacemos|hacen|hace|ofrecemos|facciamo|fate|fa|offriamo|fazemos|faz|robimy|robi|oferujemy|teemme)\b"
)
# What else is written in sentences: an industry, a person's job, a need, an answer, what was last talked about.
OTHER = re.compile(
    r"branch|bransch|nace|\bcode|kode|\bjob|\brole|rolle|stilling|\bneed|behov|bedarf|challenge|udfordring|problem|wish|onske"
    r"|wunsch|\bwant|expect|forvent|erwart|\blast\b|senest|sidste|letzte|\bnext|\bdate|dato|datum|status|\btype|\blogin|event"
    r"|cluster|klynge|contact|kontakt|\burl|linkedin|diet|allerg|internal|intern\b|minutes|referat|feedback|comment|kommentar"
    r"|question|sporgsmal|address|adress|anschrift|consent|samtykke|gdpr|payment|betaling|reason|grund|arsag"
)
WORD = re.compile(r"[^\W\d_]{2,}")
FEW_WORDS = 4
PHRASE = 2


def names_description(heading: str) -> bool:
    """Whether a heading says that what stands under it describes the organisation."""
    text = normalise_name(heading)
    return bool(ASKED.search(text) or ABOUT.search(text) or DESCRIBES.search(text)) and not names_other_text(heading)


def names_other_text(heading: str) -> bool:
    """Whether a heading says that its texts are of something else."""
    return bool(OTHER.search(normalise_name(heading)))


def share_of_phrases(values: Sequence[str], words: int = PHRASE) -> float:
    """Share of the values that have at least so many words; 0 where there are none."""
    return sum(1 for value in values if len(WORD.findall(value)) >= words) / len(values) if values else 0.0


def is_prose(values: Sequence[str]) -> bool:
    """Whether values are sentences of one's own: several words each, and hardly two alike."""
    return len(values) > 1 and len(set(values)) > len(values) / 2 and share_of_phrases(values, FEW_WORDS) > 1 / 2
