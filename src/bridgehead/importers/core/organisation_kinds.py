"""What kind of organisation a name or a word of a list tells of, in the languages of the EU.

A legal form says more than the words of a name: `University Hotels ApS` is a firm. Of words, what an organisation is
(`company`, `university`) says more than how it is called (`public`, `research`).
"""

import re
from collections.abc import Sequence

from bridgehead.importers.core.name_normalisation import FORMS, PHRASES, legal_forms, normalise_name

FIRM, KNOWLEDGE, PUBLIC, INVESTOR, CLUSTER, OTHER = "firm", "knowledge", "public", "investor", "cluster", "other"

NOUNS = {
    FIRM: """
        firm firms firma firmaer virksomhed virksomheder virksomhet company companies corporation enterprise
        enterprises sme smes smv kmu pme pyme pmi mkb msp startup startups scaleup selskab erhvervsvirksomhed
        unternehmen betrieb gesellschaft entreprise entreprises societe empresa empresas sociedad impresa
        imprese azienda aziende bedrijf bedrijven onderneming foretag foretaget bolag bedrift bedrifter yritys
        yritykset przedsiebiorstwo spolka vallalkozas vallalat ceg podnik firmy podjetje tvrtka poduzece
        ettevote imone uznemums intreprindere societate firme predpriyatie firmi epicheirisi etaireia spinoff
        spinout business businesses supplier manufacturer prc
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
NOT_IT = re.compile(r"\b(not|non|no|ikke|kein|keine|nicht|pas|nie|ei|inte|ej|niet|geen)\b")

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

STEMS = {
    PUBLIC: re.compile(
        r"\b(universitatsstadt|kommunes?|kommuns?|kommuna|municipality|municipal council|(city|town|county|borough"
        r"|district|regional|parish) council|council of|city of|town of|county of|state of|government of|commune de"
        r"|communaute (de communes|d agglomeration|urbaine)|ville de|ville d|mairie|metropole|departement de|region"
        r"|conseil (regional|departemental|general|municipal)|prefecture|comune|unione (dei|di) comuni|provincia"
        r"|regione|citta metropolitana|gemeinde|stadtgemeinde|marktgemeinde|verbandsgemeinde|samtgemeinde|landkreis"
        r"|kreis|landeshauptstadt|hansestadt|freistaat|bezirk|bundes\w*amt|landes\w*amt|bundesministerium\w*|ministeri\w*"
        r"|ministry|ministries|ministere|ministarstvo|minister\w*stvo|ayuntamiento|ajuntament|concello|diputacion|diputacio"
        r"|gobierno de|generalitat|xunta|junta de|cabildo|udala|camara municipal|municipio|junta de freguesia|gmina"
        r"|gminy|miasto|miejski urzad|urzad|powiat|starostwo|wojewodztwo|samorzad|obec|magistrat|mestska cast|mestys"
        r"|statutarni mesto|hlavni mesto|kraj|obcina|mestna obcina|opcina|zupanija|onkormanyzat\w*|primaria|comuna"
        r"|municipiul|orasul|consiliul (judetean|local)|obshtina|dimos|perifereia|kunta|kaupunki|kuntayhtyma"
        r"|linnavalitsus|vallavalitsus|savivaldybe\w*|pasvaldiba|novada|gemeente|provincie|waterschap|styrelse|styrelsen|direktorat"
        r"|direktoratet|landsting|amtskommune|fylkeskommune|regionsrad|comhairle|agency (for|of)"
        r"|(national|european|federal|state|space|energy|environment(al)?( protection)?|development|medicines|maritime"
        r"|innovation|business|danish \w+|swedish \w+|government) (agency|authority))\b"
        r"|^(stadt|stad|mesto|grad|kanton|canton|land|lans?styrelsen|trafikverket|vejdirektoratet)\b|\b(linn|vald|vallas)$"
    ),
    KNOWLEDGE: re.compile(
        r"\b(universit\w*|uniwersyt\w*|univerz\w*|\w*universitet\w*|\w*universitat|\w*yliopisto\w*|\w*ulikool\w*"
        r"|\w*egyetem\w*|panepistimi\w*|sveucilist\w*|ollscoil\w*|universidad\w*"
        r"|\w*hochschule\w*|\w*hogskola\w*|\w*hogskole\w*|professionshojskole\w*|hogeschool|\w*korkeakoulu\w*"
        r"|politecnic\w*|polite[ck]hni\w*|polytechni\w*|ecole (polytechnique|centrale|normale|nationale|superieure|des)"
        r"|escola superior|escuela (tecnica|superior|politecnica)|scuola (superiore|normale)|college"
        r"|institut\w*|istitut\w*|instytut\w*|\w*intezet\w*|ustav|akademi\w*|akademi|academ(y|ia|ie)|erhvervsakademi"
        r"|research|\w*forschung\w*|\w*forskning\w*|forskningscenter\w*|fraunhofer|max planck|leibniz|helmholtz"
        r"|centre national de la recherche|consejo superior de investigaciones|consiglio nazionale delle ricerche"
        r"|teknologisk institut|technical university|epistim\w*)\b"
    ),
    OTHER: re.compile(
        r"\b(foreningen|\w*forening|\w*verein|\w*verband|association|associazione|asociacion|associacao|stowarzyszenie"
        r"|yhdistys|vereniging|federation|chamber of commerce|handelskammer|industrie und handelskammer|brancheforening"
        r"|asociace|asocijacija|udruga|zdruzenie|egyesulet|syllogos)\b"
    ),
}


def kind_of_word(text: str) -> str | None:
    """The kind that a word of a list says; None for one that is unknown, denied, or says two things."""
    plain = normalise_name(text)
    whole = {kind for kind, pattern in WHOLE_PHRASES.items() if pattern.search(plain)}
    if whole:
        return FIRM if FIRM in whole else whole.pop() if len(whole) == 1 else None
    if NOT_IT.search(plain):
        return None
    words = plain.split()
    nouns = {NOUN_KINDS[word] for word in words if word in NOUN_KINDS}
    if not nouns and legal_forms(text) - ASSOCIATIONS:
        nouns = {FIRM}
    found = nouns or {ADJECTIVE_KINDS[word] for word in words if word in ADJECTIVE_KINDS}
    if len(found) > 1:
        found -= {OTHER}
    return found.pop() if len(found) == 1 else None


def kind_of(name: str) -> str:
    """What an organisation of this name probably is; a firm where nothing says otherwise."""
    plain = normalise_name(name)
    told = next((kind for kind, pattern in STEMS.items() if pattern.search(plain)), "")
    if told and not _has_form(name, plain):
        return told
    return OTHER if not told and _last_word(name) in ASSOCIATIONS else FIRM


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
        written = not any(pattern.fullmatch(before) for pattern in STEMS.values())
    return written and before not in BEFORE_A_PLACE


def _last_word(name: str) -> str:
    """The last word of a name, what stands in brackets left out; `A/S` and `S. A.` are one."""
    words = normalise_name(re.sub(r"\([^()]*\)", " ", name)).split()
    return words[-1] if words else ""


def _before_last(spelled: Sequence[str]) -> str:
    """The word before the last, without the parts of a spelled-out form."""
    words = [word for word in spelled[:-1] if len(word.strip(".")) > 1]
    return normalise_name(words[-1]) if words else ""
