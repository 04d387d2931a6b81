"""Names of organisations made comparable: Greek and Cyrillic as Latin letters, no legal forms, no accents.

For what is alike, and for words that are looked up (headings, countries): two names that read the same here may be two.
Who a name names is told by `name_keys`.
"""

import re
import unicodedata
from functools import lru_cache

LETTERS = str.maketrans(
    {
        "æ": "ae", "ø": "o", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
        "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k",
        "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t",
        "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
        "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
        "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ъ": "a", "ь": "", "ы": "y", "э": "e",
        "ю": "yu", "я": "ya", "і": "i", "ї": "yi", "є": "ye", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz",
        "&": " and ",
    }
)  # fmt: skip
SPELLED = re.compile(r"(?<![a-z0-9])((?:[a-z]\s*[./]\s*)+[a-z])(?![a-z0-9])\.?")
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
LONGEST_SHORT_NAME = 12
PAIRS = re.compile(r"aa|ae|oe|ue")

# Legal forms as they read once letters are plain and spelled-out initials are joined.
FORMS = frozenset(
    """
    ab ad ae ag aktiebolag aktiengesellschaft aktieselskab amba anpartsselskab ansi aps as asa asbl ba bt bv bvba
    cic cjsc co coop corp corporation cv dd doo dooel ead eeig eg eirl eood epe eurl ev fmba gbr gie gmbh ike iks
    inc incorporated is ivs jdoo jsc kb kd kda kft kg kgaa ks lc lda ldt limited llc lllp llp lp ltd ltda mbh nv
    nyrt ob oe oeg og ohg ojsc ood oop oou osakeyhtio ou oy oyj pbc plc ps pty pvt rt sa sae sal sarl sas sasu sc
    sca scarl sccl scea scop scpa scrl scs se sia sicav sk sl sll slne slu smba snc soccoop sp spa spj spk spol
    spolka spz spzoo srl srlcs srls sro ste sti tic uab ug ultd unltd vof vzw zoo zrt
    """.split()  # noqa: SIM905 a list of words reads better as words
)
SHORT_FORMS = {
    "aktiebolag": "ab", "aktiengesellschaft": "ag", "aktieselskab": "as", "anpartsselskab": "aps",
    "corporation": "corp", "incorporated": "inc", "limited": "ltd", "osakeyhtio": "oy", "unlimited": "unltd",
}  # fmt: skip
LEADING_FORMS = frozenset("ab ad as ead eood et oo ood oy oyj ou sarl sas sia spa srl uab zao".split())  # noqa: SIM905
"""Those that some countries write before the name."""

IN_BRACKETS = {
    "㈱": "株式会社",
    "㈲": "有限会社",
    "（株）": "株式会社",
    "(株)": "株式会社",
    "(有)": "有限会社",
    "(同)": "合同会社",
    "(주)": "주식회사",
    "(유)": "유한회사",
}
JOINED_FORMS = (
    "株式会社", "有限会社", "合同会社", "合資会社", "股份有限公司", "有限責任公司", "有限责任公司", "有限公司",
    "주식회사", "유한회사",
)  # fmt: skip

PHRASES = re.compile(
    r"\b(gesellschaft mit beschrankter haftung|societe anonyme|societe par actions simplifiee|sociedad anonima"
    r"|sociedad limitada|societa per azioni|societa a responsabilita limitata|spolka akcyjna|(?:sp|spolka) z o ?o"
    r"|spolka z ograniczona odpowiedzialnoscia|besloten vennootschap|naamloze vennootschap|limited liability company"
    r"|private limited company|public limited company|eingetragener verein|a responsabilite limitee"
    r"|sociedade anonima|akciova spolecnost|anonymi etairia|anonim sirketi|limited sirketi)\b"
)


class _Words(dict[int, str]):
    """Letters, digits and the marks that belong to them as they are, all else as a space; looked up once."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        kind = unicodedata.category(sign)
        self[code] = found = sign if kind[0] in "LMN" else "" if kind == "Cf" else " "
        return found


WORDS = _Words()
ACCENTS = dict.fromkeys(range(0x300, 0x370), "")
"""The accents of Latin, Greek and Cyrillic letters; the marks of other scripts are letters of theirs."""


@lru_cache(maxsize=200_000)
def normalise_name(text: str) -> str:
    """Letters, digits and single spaces: accents gone, Greek and Cyrillic as Latin letters, others as they are."""
    lower = text.casefold()
    if not lower.isascii():
        lower = unicodedata.normalize("NFKC", unicodedata.normalize("NFKD", lower).translate(ACCENTS))
    joined = SPELLED.sub(lambda match: re.sub(r"[\s./]", "", match[1]) + " ", lower.translate(LETTERS))
    return " ".join(joined.translate(WORDS).split())


@lru_cache(maxsize=200_000)
def strip_legal_form(name: str) -> str:
    """What is left of an organisation's name without legal forms; the whole name where nothing would be.

    Letter pairs that stand for one letter elsewhere (`aa` for `å`, `ue` for `ü`) are folded.
    """
    for short, form in IN_BRACKETS.items() if not name.isascii() else ():
        name = name.replace(short, form)
    text = normalise_name(BRACKETS.sub(" ", name) or name) or normalise_name(name)
    words = PHRASES.sub(" ", text).split()
    kept = [word for word in words if word not in FORMS] or text.split()
    return without_joined_form(PAIRS.sub(lambda match: match[0][0], " ".join(kept)))


def without_joined_form(text: str) -> str:
    """A name without the legal form that is written in one with it, before or behind; whole where nothing is left."""
    if text.isascii():
        return text
    for form in JOINED_FORMS:
        bare = text.removeprefix(form).removesuffix(form).strip()
        if bare and bare != text:
            return bare
    return text


def legal_forms(name: str) -> frozenset[str]:
    """The legal forms in a name, a long one by its short one; `and` of `& Co.` says nothing."""
    return frozenset(SHORT_FORMS.get(word, word) for word in normalise_name(name).split() if word in FORMS)


def names_department(name: str) -> bool:
    """Whether brackets say more than a short name: a department, a place of work."""
    return any(len(found) > LONGEST_SHORT_NAME + 2 for found in BRACKETS.findall(name))


def domain(website: str) -> str:
    """The host of a web address as people say it, or blank."""
    host = re.sub(r"^[a-z]+://", "", website.strip().casefold()).partition("/")[0].partition("?")[0]
    host = host.rpartition("@")[2].partition(":")[0].removeprefix("www.").rstrip(".")
    return host if "." in host else ""
