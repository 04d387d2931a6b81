"""What kind of organisation a name or a word of a list tells of, in the languages of the EU.

A legal form says more than the words of a name: `University Hotels ApS` is a firm. Of words, what an organisation is
(`company`, `university`) says more than how it is called (`public`, `research`).
"""

import re
from collections.abc import Sequence

from bridgehead.importers.core.name_normalisation import FORMS, PHRASES, legal_forms, normalise_name
from bridgehead.importers.core.organisation_words import IN_NAMES, told_by_words

FIRM, KNOWLEDGE, PUBLIC, INVESTOR, CLUSTER, OTHER = "firm", "knowledge", "public", "investor", "cluster", "other"

NOUNS = {
    FIRM: """
        firm firms firma firmaer virksomhed virksomheder virksomhet company companies corporation enterprise
        enterprises sme smes smv kmu pme pyme pmi mkb msp startup startups scaleup selskab erhvervsvirksomhed
        unternehmen betrieb gesellschaft entreprise entreprises societe empresa empresas sociedad impresa
        imprese azienda aziende bedrijf bedrijven onderneming foretag foretaget bolag bedrift bedrifter yritys
        yritykset przedsiebiorstwo spolka vallalkozas vallalat ceg podnik firmy podjetje tvrtka poduzece
        ettevote imone uznemums intreprindere societate firme predpriyatie firmi epicheirisi etaireia spinoff
        spinout business businesses supplier manufacturer prc spolecnost spolocnost kumpanija kampani empriza
    """,
    KNOWLEDGE: """
        university universities universitet universitat universite universita universidad universidade
        universiteit universiteti uniwersytet univerzita univerzitet univerza universitate universitatea
        yliopisto ulikool egyetem panepistimio universitetas sveuciliste college institute institut institutes
        instituto istituto instytut institutet instituut institutul intezet ustav instituutti gts
        vidensinstitution videninstitution academia akademi akademia akademie academy hochschule fachhochschule
        hogskola hojskole hogskole hogeschool polytechnic politecnico politechnika korkeakoulu
        ammattikorkeakoulu rto hes rec forschungseinrichtung forschungsinstitut forskningsinstitution
        forskningsinstitut school skole schule ecole
    """,
    PUBLIC: """
        municipality municipalities kommune kommuner kommun kommunen gemeinde gemeinden gemeente gemeenten
        commune mairie comune comuni ayuntamiento ajuntament municipio concello camara gmina miasto obec mesto
        obcina opcina onkormanyzat primarie primaria comuna obshtina dimos kunta kaupunki omavalitsus vald
        savivaldybe pasvaldiba region regions regione gobierno landkreis kreis provincie powiat wojewodztwo city
        town county council authority authorities myndighed myndighet behorde viranomainen autorite autoridad
        autorita urzad instytucja government regering regierung gouvernement ministry ministerium ministere
        ministerio ministero ministerstwo styrelse agency pub amt by stad stadt ville ciudad citta
    """,
    INVESTOR: """
        investor investors fund funds fond fonds fondo fundusz bank banque banca banco venture ventures
        investering business_angel angel vc
    """,
    CLUSTER: """
        cluster clusters klynge klynger klyngeorganisation kluster klaster klastr netvaerk pole distretto
        klasteri
    """,
    OTHER: """
        other andet anden andre ovrige oth ngo ngos association associations forening verein verband asociacion
        associazione asociace stowarzyszenie yhdistys vereniging stichting foundation foundations stiftung
        fondation fundacion fondazione fundacja saatio stiftelse forbund federation chamber union autre autres
        otro otra altro inne sonstige sonstiges annan muu andere brancheorganisation interesseorganisation
        charity nonprofit
    """,
}
ADJECTIVES = {
    FIRM: """
        corporate commercial industrial industry industri erhverv private privat prive privado privato privada
        large stor small lille
    """,
    KNOWLEDGE: """
        research forskning forschung recherche investigacion ricerca knowledge viden academic akademisk
        wissenschaft education
    """,
    PUBLIC: """
        public offentlig offentlige offentligt offentliga offentlich offentliche publique publico publica
        pubblico publiczna municipal kommunal regional national state statslig statlig federal
    """,
    INVESTOR: """
        investment capital financial finance
    """,
    CLUSTER: """
        network
    """,
    OTHER: """
        organisation organization organisationer institution non profit
    """,
}
NOUN_KINDS = {word: kind for kind, words in NOUNS.items() for word in words.split()}
ADJECTIVE_KINDS = {word: kind for kind, words in ADJECTIVES.items() for word in words.split()}
WHOLE_PHRASES = {
    FIRM: re.compile(
        r"\b(spin ?(off|out)s?|start ?ups?|scale ?ups?|(public|private|limited|joint stock|listed) (limited )?"
        r"(liability )?compan(y|ies)|(state|publicly|municipally|government|privately) owned"
        r"|public(ly)? (listed|traded)|sole (trader|proprietor)|offentligt ejet|statsejet"
        r"|kommunalt selskab|statligt bolag|kommunalt bolag"
        r"|joint stock|kommunales? unternehmen|self employed|enkeltmandsvirksomhed|societe anonyme|aktieselskab"
        r"|anpartsselskab|aktiebolag|aktiengesellschaft|sociedad anonima|societa per azioni)\b"
    ),
    OTHER: re.compile(
        r"\b(non ?profit|not for profit|non ?governmental|ngos?|(trade|industry|business|member(ship)?|branche)"
        r" (association|organi[sz]ation|body|union|federation)s?|chambers? of \w+|ikke statslig)\b"
    ),
    KNOWLEDGE: re.compile(
        r"\b((research|knowledge|videns?|forsknings?)( and \w+)? (organi[sz]ation|institution|institute|centre|center"
        r"|infrastructure)s?|higher education|(business|medical|technical|law|high) school)\b"
    ),
    PUBLIC: re.compile(
        r"\b((public|local|regional|national|governmental|government)( sector)? (authority|body|bodies|sector|agency"
        r"|administration|organi[sz]ation|institution|government)|city council|local government|oeffentliche hand)\b"
    ),
    INVESTOR: re.compile(
        r"\b(venture capital( fund)?|business angels?|private equity|investment fund|corporate venture)\b"
    ),
    CLUSTER: re.compile(r"\b(cluster (organi[sz]ation|network|initiative)s?|network of clusters)\b"),
}
NOT_IT = re.compile(
    r"\b(not|non|no|none|neither|nor|without|isnt|ikke|ikkje|ingen|intet|ej|uden|icke|inte|utan|kein\w*|nicht|ohne|pas|aucune?"
    r"|sans|ningun|ninguna|sin|nessun|nessuna|senza|nao|nenhuma?|sem|niet|geen|zonder|ei|eivat|ilman|nie|bez|neni|nije|nisu"
    r"|ni|nem|nelkul|nu este|nu e|fara|ne|nem|nav|nera|pole|mhux|nil|ekki|degil|nyama|neprivatn\w*)\b"
)
NOT_IN_GREEK = re.compile(r"(?<!\w)(?:δεν|μη|όχι|χωρίς)(?!\w)")
PARTED = re.compile(
    r"\b(non|nicht|ikke|icke|inte|not|ne|nie|nem)(?=(?:firm|company|university|sme|unternehm|virksomhed|firma))"
)

ASSOCIATIONS = frozenset("asbl vzw ev eingetragener ry sdruzeni".split())  # noqa: SIM905
UNMISTAKABLE = frozenset(
    """
    gmbh aps oy ltd limited plc llc llp sarl srl eurl sasu incorporated inc corporation aktiebolag aktieselskab
    anpartsselskab aktiengesellschaft osakeyhtio oyj bvba doo dooel eood ood spzoo zrt nyrt kft uab sia lda ldta slu
    srls snc jdoo ivs kgaa ohg unlimited ultd mbh asa
    """.split()  # noqa: SIM905
)
BEFORE_A_PLACE = frozenset("de di da do del della d of von i la le les el til och in en du des".split())  # noqa: SIM905
LEADING = frozenset("as ab uab sia ou oy sc mb ad eood ood et oo ao zao".split())  # noqa: SIM905
"""Legal forms that some countries write before the name, there in capitals."""


def kind_of_word(text: str) -> str | None:
    """The kind that a word of a list says; None for one that is unknown, denied, or says two things."""
    plain = _comparable(text)
    if OTHER in _phrases(plain):
        return FIRM if FIRM in _phrases(plain) else OTHER
    return None if _is_denied(text, plain) else _affirmed(text, plain)


def denied_kind(text: str) -> str:
    """The kind that a word of a list says an organisation is not: of `not a firm`; blank where it denies none."""
    plain = _comparable(text)
    if OTHER in _phrases(plain) or not _is_denied(text, plain):
        return ""
    rest = " ".join(NOT_IT.sub(" ", plain).split())
    return _affirmed(rest, rest) or ""


def _comparable(text: str) -> str:
    return PARTED.sub(r"\1 ", normalise_name(text))


def _is_denied(text: str, plain: str) -> bool:
    return NOT_IT.search(plain) is not None or NOT_IN_GREEK.search(text.casefold()) is not None


def _phrases(plain: str) -> set[str]:
    return {kind for kind, pattern in WHOLE_PHRASES.items() if pattern.search(plain)}


def _affirmed(text: str, plain: str) -> str | None:
    """The kind that words say which deny nothing."""
    if whole := _phrases(plain):
        return FIRM if FIRM in whole else whole.pop() if len(whole) == 1 else None
    words = plain.split()
    nouns = {NOUN_KINDS[word] for word in words if word in NOUN_KINDS}
    if not nouns and legal_forms(text) - ASSOCIATIONS:
        nouns = {FIRM}
    if not nouns and (told := told_by_words(plain)):
        nouns = {told}
    found = nouns or {ADJECTIVE_KINDS[word] for word in words if word in ADJECTIVE_KINDS}
    if len(found) > 1:
        found -= {OTHER}
    return found.pop() if len(found) == 1 else None


def kind_of(name: str, denied: str = "") -> str:
    """What an organisation of this name probably is; a firm where nothing says otherwise.

    Parameters
    ----------
    denied
        The kind that it is said not to be.
    """
    plain = normalise_name(name)
    told = told_by_words(plain)
    found = told if told and not _has_form(name, plain) else FIRM
    found = OTHER if not told and _last_word(name) in ASSOCIATIONS else found
    return found if found != denied else FIRM if denied == OTHER else OTHER


def _has_form(name: str, plain: str) -> bool:
    """Whether a name has the legal form of a firm: one that is no other word, a short one where such forms stand.

    `Ville de Spa` and `Gemeente As` have none: there a short form is a place.
    """
    words = plain.split()
    if PHRASES.search(plain) or UNMISTAKABLE & set(words):
        return True
    spelled = re.sub(r"\([^()]*\)", " ", name).split()
    if not spelled or len(words) < 2:
        return False
    first, last = spelled[0], spelled[-1]
    if normalise_name(first) in LEADING and first.isupper() and not name.isupper():
        return True
    form = _last_word(name)
    if form not in FORMS or form in ASSOCIATIONS:
        return False
    before = _before_last(spelled)
    written = sum(sign.isupper() for sign in last) > 1 or not last.strip(",").isalpha()
    if name.isupper() and last.strip(",").isalpha():
        written = not any(pattern.fullmatch(before) for pattern in IN_NAMES.values())
    return written and before not in BEFORE_A_PLACE


def _last_word(name: str) -> str:
    """The last word of a name, what stands in brackets left out; `A/S` and `S. A.` are one."""
    words = normalise_name(re.sub(r"\([^()]*\)", " ", name)).split()
    return words[-1] if words else ""


def _before_last(spelled: Sequence[str]) -> str:
    """The word before the last, without the parts of a spelled-out form."""
    words = [word for word in spelled[:-1] if len(word.strip(".")) > 1]
    return normalise_name(words[-1]) if words else ""
