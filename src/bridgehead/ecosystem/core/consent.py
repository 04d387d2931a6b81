"""What a person agreed to: a yes, a no, or purposes, `mail;matchmaking`. Only a clear yes is one.

Lists have it in people's own words, in English and Danish. A yes is a text that says yes and nothing else: a condition,
a doubt or a no beside it leaves it open. A no is a text with a no and without a yes. In other languages of Europe a yes
and a no are read where they are the whole text.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

PURPOSES = ("directory", "matchmaking", "mail", "research")
FOR_MAIL = ("mail", "matchmaking")
"""The purposes for which the weekly mail is sent."""

YES, NO, UNCLEAR, NOT_ASKED = "yes", "no", "unclear", "not_asked"
"""What somebody said: a clear yes, a clear no, something else, nothing."""

GIVEN = frozenset("given givet granted ok".split())  # noqa: SIM905
MARKS = frozenset("x ✓ ✔ ☑ 🗹 ✅ 1 1.0 1,0 y j".split())  # noqa: SIM905
"""What ticks a box: a yes where it stands alone."""
CROSSES = frozenset("0 0.0 0,0 n ❌ ✗ ✘".split())  # noqa: SIM905
YES_WORDS = frozenset(
    """
    yes yep yeah ja jo true sandt ok okay given granted agreed agree agrees accepted accept accepts approved consented
    consents confirmed optin opted subscribed allowed permitted givet giver gav accepteret accepterer godkendt tilmeldt
    samtykker tilladt bekraeftet indvilliger indvilger
    """.split()  # noqa: SIM905 a list of words reads better as words
)
NO_WORDS = frozenset(
    """
    no nope nej none false falsk refused refuses refuse refusal declined declines decline withdrawn withdrew withdraws
    withdrawal revoked revokes unsubscribed unsubscribe unsubscribes optout never stop stopped objects objected rejected
    denied dont not nothing ingen intet ikke aldrig afslaaet afslag afslaar afvist afviser afmeldt frabedt frabeder
    naegter naegtet tilbagekaldt tilbagetrukket fravalgt trukket opsagt
    """.split()  # noqa: SIM905
)
NEGATIONS = frozenset("not ikke dont never aldrig ingen intet".split())  # noqa: SIM905
OPEN_WORDS = frozenset(
    """
    asked ask spurgt spoerges spurgte yet endnu pending afventer afventes answer answered reply replied response svar
    svaret besvaret known kendt vides ved know oplyst information info data available applicable relevant relevans
    relevante decided besluttet afgjort registered registreret recorded stated specified angivet udfyldt sure sikker if
    object objection objections indvendinger indvending problem
    """.split()  # noqa: SIM905
)
"""Words beside a no with which it says that nothing is known, or no objection: neither a yes nor a no."""
PLAIN_WORDS = frozenset(
    """
    please thanks thank you tak mange gerne of course selvfoelgelig naturligvis helt sikkert i we jeg vi har
    have has is er det the a to til for my mit vores our by via in paa pa on d den dato date from fra per e mails email
    emails epost mailen consent consents consenting samtykke samtykket samtykkeerklaering permission tilladelse gdpr in
    opt written skriftligt skriftlig mundtligt mundtlig verbally phone telefon telefonisk signed underskrevet clearly
    explicit explicitly udtrykkeligt also ogsaa and og kontakt contact being receive modtage modtager getting faa at
    """.split()  # noqa: SIM905
)
"""Words that take nothing from a yes."""
NAMED = {
    "mail": "mail", "newsletter": "mail", "newsletters": "mail", "nyhedsbrev": "mail", "nyhedsbreve": "mail",
    "news": "mail", "nyheder": "mail", "invitations": "mail", "invitationer": "mail", "directory": "directory",
    "matchmaking": "matchmaking", "research": "research", "forskning": "research",
}  # fmt: skip
"""Words that name a purpose: a yes beside them is a yes to these only."""
DAY = re.compile(r"\d{1,4}([./-]\d{1,4}){0,2}(t[\d:.]+z?)?|\d{1,2}:\d\d(:\d\d)?")
MONTHS = frozenset(
    """
    jan feb mar apr may jun jul aug sep oct nov dec maj okt january february march april june july august september
    october november december januar februar marts juni juli oktober
    """.split()  # noqa: SIM905
)
YES_ABROAD = frozenset(
    """
    oui|si|sí|sì|sim|ano|áno|da|да|так|ναι|igen|kyllä|joo|jah|jaa|jā|taip|iva|evet|já|juu
    |einverstanden|ich bin einverstanden|zugestimmt|stimme zu|ich stimme zu|eingewilligt|einwilligung erteilt|akzeptiert
    |zustimmung erteilt|d'accord|accepté|acceptée|accepte|j'accepte|consenti|consentement donné|de acuerdo|acepto
    |aceptado|aceptada|consiento|consentimiento dado|d'accordo|acconsento|accetto|accettato|accettata|consenso dato
    |concordo|aceito|aceite|autorizo|consentimento dado|akkoord|toestemming gegeven|geeft toestemming|goedgekeurd
    |samtycker|samtycke givet|godkänt|godkänner|samtykker|godtatt|suostun|suostumus annettu|hyväksyn|hyväksytty
    |zgoda|wyrażam zgodę|zgadzam się|zgoda udzielona|souhlasím|souhlas udělen|súhlasím|súhlas udelený|soglašam
    |se strinjam|strinjam se|pristajem|suglasan sam|slažem se|saglasan sam|beleegyezem|hozzájárulok|elfogadom|de acord
    |sunt de acord|accept|acceptat|съгласен|съгласна|съгласен съм|съгласна съм|συμφωνώ|συναινώ|αποδέχομαι|nõus
    |olen nõus|nõustun|piekrītu|piekrīt|sutinku|sutikimas duotas|naqbel|согласен|согласна|згоден|згодна
    |kabul ediyorum|samþykki
    """.replace("\n    ", "")
    .strip()
    .split("|")
)
NO_ABROAD = frozenset(
    """
    non|não|nao|nee|nein|nei|nie|ne|nē|ei|nem|nu|не|нет|нi|ні|όχι|hayır|mhux|ní|nicht einverstanden|abgelehnt|widerrufen
    |stimme nicht zu|keine einwilligung|refusé|refusée|refuse|je refuse|pas d'accord|retiré|rechazado|rechazada|rechazo
    |no acepto|no consiento|rifiutato|rifiuto|non accetto|negato|revocato|recusado|recuso|não aceito|geweigerd
    |niet akkoord|ingetrokken|nekad|nekat|samtycker inte|återkallat|samtykker ikke|kieltäydyn|kielletty|en suostu
    |odmowa|brak zgody|nie wyrażam zgody|nesouhlasím|nesúhlasím|se ne strinjam|ne strinjam se|ne slažem se|ne pristajem
    |nem járulok hozzá|elutasítom|nu sunt de acord|refuz|несъгласен|несъгласна|διαφωνώ|δεν συμφωνώ|αρνούμαι|ei nõustu
    |nepiekrītu|nesutinku|не согласен|не согласна|не згоден
    """.replace("\n    ", "")
    .strip()
    .split("|")
)
"""A yes and a no of other languages, each the whole of what was said; not Polish *tak*, in Danish thanks."""

PHRASES = (
    ("trukket tilbage", "tilbagetrukket"), ("opt out", "optout"), ("opt-out", "optout"), ("opted out", "optout"),
    ("opted-out", "optout"), ("opt in", "optin"), ("opt-in", "optin"), ("opted in", "optin"), ("opted-in", "optin"),
    ("don't", "dont"), ("e-mail", "email"), ("n/a", "unknown"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ConsentReading:
    """What stands under `consent`.

    Attributes
    ----------
    answer
        `YES`, `NO`, `UNCLEAR` or `NOT_ASKED`.
    purposes
        To which a yes was said.
    """

    answer: str
    purposes: tuple[str, ...] = ()


@lru_cache(20_000)
def read_consent(consent: str) -> ConsentReading:
    """What somebody agreed to, by what stands under `consent`."""
    text = " ".join(unicodedata.normalize("NFKC", consent).casefold().replace("’", "'").split()).strip(" .!\"'“”")
    if not text:
        return ConsentReading(NOT_ASKED)
    named = [item.strip() for part in text.split(";") for item in part.split(",") if item.strip()]
    if named and set(named) <= set(PURPOSES):
        return ConsentReading(YES, _in_order(named))
    if text in MARKS or text in YES_ABROAD:
        return ConsentReading(YES, PURPOSES)
    return ConsentReading(NO) if text in CROSSES or text in NO_ABROAD else _sentence(text)


def _sentence(text: str) -> ConsentReading:
    """A yes that nothing is taken from, a no, or neither."""
    for phrase, word in PHRASES:
        text = text.replace(phrase, word)
    words = [word for part in re.split(r"[\s,;:()\[\]\"'“”]+", text) if (word := part.strip(".!-–—"))]
    said = {word.replace("æ", "ae").replace("ø", "oe").replace("å", "aa") for word in words}
    yes, no = said & YES_WORDS, said & NO_WORDS
    if no:
        # "Not given" is a no, "not withdrawn" says nothing of a yes.
        doubled = no & NEGATIONS and no - NEGATIONS - {"no", "nej"}
        clear = not doubled and not yes - GIVEN and not said & OPEN_WORDS and "?" not in text
        return ConsentReading(NO if clear else UNCLEAR)
    rest = [word for word in said - yes - PLAIN_WORDS - NAMED.keys() - MONTHS if not DAY.fullmatch(word)]
    if not yes or rest:
        return ConsentReading(UNCLEAR)
    return ConsentReading(YES, _in_order([NAMED[word] for word in said & NAMED.keys()]) or PURPOSES)


def _in_order(named: Collection[str]) -> tuple[str, ...]:
    return tuple(purpose for purpose in PURPOSES if purpose in named)


def refuses(consent: str) -> bool:
    """Whether what stands under `consent` is a clear no."""
    return read_consent(consent).answer == NO


def is_open(consent: str) -> bool:
    """Whether what stands under `consent` is neither a clear yes nor a clear no: whoever it is was not asked."""
    return read_consent(consent).answer in (UNCLEAR, NOT_ASKED)


def purposes_of(consent: str) -> tuple[str, ...] | None:
    """The purposes that a person agreed to; None where what stands there is neither a yes, a no nor purposes."""
    found = read_consent(consent)
    return None if found.answer == UNCLEAR else found.purposes


def agrees(consent: str, purpose: str) -> bool:
    """Whether somebody clearly agreed to a purpose."""
    return purpose in read_consent(consent).purposes


def without(consent: str, *purposes: str) -> str:
    """What stands under `consent` once some purposes are taken back."""
    left = [each for each in purposes_of(consent) or () if each not in purposes]
    return ";".join(left) or "no"


def plain_address(email: str) -> str:
    """An address as mail servers compare them here: whatever the case."""
    return email.strip().casefold()
