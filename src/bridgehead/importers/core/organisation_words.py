"""Words in names that say what an organisation is, in the languages of the EU and its neighbours.

They read without accents and case, Greek and Cyrillic as Latin letters. `*` stands for letters before or behind, `$`
for the end of a name and `^` for its beginning.
"""

import re

from bridgehead.importers.core.name_normalisation import normalise_name

PUBLIC = """
    universitätsstadt|kommune|kommunes|kommuner|kommun|kommuns|kommuna|fylkeskommune|fylkeskommunen|amtskommune
    |kommunal forvaltning|region|regionen|regionsråd*|byråd|magistraten|*ministerium*|*ministeriet|*ministerie
    |*styrelsen|*styrelse|*direktorat|*direktoratet|*departementet|*myndigheden|*myndigheten|*etaten|*tilsynet
    |landsting*|länsstyrelsen*|politi|politiet|polismyndigheten|regeringskansliet|statsministeriet|folketinget
    |riksdagen|stortinget|statsforvalteren*|statens vegvesen|bydel|*inspektionen|*nämnden|*ambassade*|*embassy
    |consulate*|trafikverket|skatteverket|naturvårdsverket|boverket|tullverket|tillväxtverket|livsmedelsverket
    |jordbruksverket|sjöfartsverket|luftfartsverket|lantmäteriet|migrationsverket|vinnova|* stad$|^stad *
    |^stadt *|hansestadt|landeshauptstadt|freistaat|stadtverwaltung|gemeindeverwaltung|kreisverwaltung|*gemeinde
    |landkreis|kreis|bezirk|bundes*amt|landes*amt|umwelt*amt|patent*amt|finanzamt|landratsamt|gesundheitsamt
    |statistisches amt|*statistikamt|auswärtiges amt|bau*amt|landesregierung|bundesregierung|senatsverwaltung*
    |bezirksregierung|bundesagentur|*behörde|regierungspräsidium|regionalverband|regionalmanagement|^kanton *
    |^canton *|^province *|land salzburg|land tirol|land vorarlberg|land kärnten|land steiermark
    |land oberösterreich|land niederösterreich|land burgenland|land berlin|land brandenburg|land hessen
    |land nordrhein westfalen|land bremen|bundesministerium*|bürgermeisteramt|gemeente|gemeenten|provincie
    |waterschap*|hoogheemraadschap*|ministerie|rijkswaterstaat|rijksdienst*|vlaamse overheid|agentschap
    |veiligheidsregio|omgevingsdienst*|*overheid|ocmw|municipality|municipalities|municipal council|city council
    |town council|county council|borough council|district council|regional council|parish council
    |community council|council of|city of|town of|county of|state of|government of|*government|local government
    |ministry|ministries|department for|parliament|european commission|agency for|agency of|prefecture
    |borough of|fire service|customs|regional authority|local authority|port authority|transport authority
    |maritime authority|safety authority|tax authority|data protection authority|food authority
    |competition authority|health authority|water authority|environment authority|energy authority
    |supervisory authority|regulatory authority|financial authority|planning authority|aviation authority
    |road authority|housing authority|public authority|competent authority|business authority
    |veterinary authority|working environment authority|commune de|commune d|communauté de communes
    |communauté d agglomération|communauté urbaine|ville de|ville d|mairie|métropole de|métropole d|métropole du
    |département de|département du|département des|conseil régional|conseil départemental|conseil général
    |conseil municipal|préfecture|ministère|agence de l eau|direction régionale|direction générale
    |office national|syndicat mixte|syndicat intercommunal|service public de|établissement public
    |communauté germanophone|gouvernement|comune|comuni|unione dei comuni|unione di comuni|provincia
    |provincia autonoma|regione|città di|città metropolitana|ministero|autorità|prefettura|azienda sanitaria
    |azienda ospedaliera|comunità montana|protezione civile|ente parco|governo|presidenza del consiglio
    |ayuntamiento|ajuntament|concello|diputación|diputació|comunidad autónoma|comunidad de madrid
    |comunidad foral|gobierno|govern de|generalitat|xunta|junta de|cabildo|udala|eusko jaurlaritza|consejería
    |conselleria|departament de|ministerio|mancomunidad|comarca|consell comarcal|consell insular|entidad pública
    |principado de|câmara municipal|município|municipio|junta de freguesia|freguesia|ministério|direção geral
    |direcção geral|direção regional|direcção regional|comunidade intermunicipal|comissão de coordenação
    |região autónoma|secretaria regional|autarquia|gmina|gminy|miasto|rada miasta|*urząd|urzędu|powiat|starostwo
    |województwo|samorząd*|ministerstwo|generalna dyrekcja|główny inspektorat|zarząd dróg|kancelaria prezesa
    |kancelaria sejmu|narodowe centrum badań|m st warszawa|obec|magistrát*|městská část|mestská časť|městys
    |^město *|^mesto *|statutární město|hlavní město|hlavné mesto|*kraj|ministerstvo|úřad|úrad|městský úřad
    |ředitelství silnic|státní fond|štátny fond|občina|mestna občina|ministrstvo|upravna enota|vlada|državni *
    |općina|opština|општина|^grad *|^град *|županija|ministarstvo|министарство|gradska uprava|zavod za
    |önkormányzat*|*minisztérium*|kormányhivatal*|*hivatal|*hivatala|megyei jogú város*|közgyűlés|község
    |főváros*|primăria|comuna|municipiul|orașul|județul|consiliul județean|consiliul local|ministerul|guvernul
    |prefectura|autoritatea|inspectoratul|direcția generală|direcția|obshtina|община|областна администрация
    |министерство|столична|кметство|министерски съвет|държавн* *|δήμος|περιφέρεια|υπουργείο|γενική γραμματεία
    |αποκεντρωμένη διοίκηση|ανεξάρτητη αρχή|πρεσβεία|νομαρχία|*kunta|*kunnan|*kaupunki|*kaupungin|kuntayhtymä
    |*ministeriö|*virasto|maakuntaliitto|hyvinvointialue|* linn$|* vald$|* vallas$|linnavalitsus|vallavalitsus
    |maavalitsus|*ministeerium|* amet$|*veamet|*kaitseamet|*onnaamet|*tolliamet|riigikantselei|inspektsioon
    |*s dome$|novada dome$|*u dome$|pašvaldīb*|novada|novads|*ministrij*|valsts *|savivaldybė*|*ministerija
    |seniūnija|*departamentas|valstybin* *|*tarnyba|inspekcija|kunsill lokali|ministeru|awtorità|gvern|comhairle
    |roinn|rialtas|údarás|belediye*|*bakanlığı|valiliği|kaymakamlığı|büyükşehir|kalkınma ajansı|*ráðuneyti*
    |sveitarfélag*|*hreppur|kópavogsbær|reykjavíkurborg|міська рада|обласна рада|сільська рада|міністерство
    |*адміністрація|администрация|обласна|министерство|правительство|мэрия|мерія|akimat|direktoriat|statens *
    |staatlich* *
"""
ENGLISH_AGENCY = re.compile(
    r"\b(national|european|federal|state|space|energy|environment(al)?( protection)?|regional development|medicines"
    r"|maritime|innovation|business|danish \w+|swedish \w+|government|nuclear|defence) (agency|authority)\b"
)
AGENCY = re.compile(
    r"\b(agencia|agencija|agencji|agencja|agenzia|agence|agentur|agentura|agenturas|agentuur|agentschap|agentia"
    r"|ugynokseg\w*|agentsiya|ahentstvo|agentstvo)\b"
)
OF_ALL = re.compile(
    r"\b(national\w*|nacional\w*|nazional\w*|natsional\w*|federal\w*|estatal|regional\w*|energ\w*|environnement|medio"
    r"|miljo|umwelt|innova\w*|innowac\w*|inovac\w*|razvitak|razvoj|rozvoje?|rozwoju|razvitie|attistibas|pletros"
    r"|arengu|investi\w*|investu\w*|spazial\w*|espacia\w*|spatiale|kosmicz\w*|medicament\w*|liekov|lekova|leciv"
    r"|publica|publique|publiczna|pubblica|javna|verejna|statna|statni|republi\w*|valsts|valstyb\w*|drzav\w*"
    r"|darzhavn\w*|nemzeti|narodn\w*|narodowa|european\w*|europe\w*|europa|evrop\w*|espanola|tributaria|entrate)\b"
)
"""What an agency is for, if it is no agency of advertisements."""

KNOWLEDGE = """
    universit*|uniwersyt*|univerz*|*universitet*|*universitat|*universität|*yliopisto*|*ülikool*|*egyetem*
    |πανεπιστήμι*|sveučilišt*|свеучилишт*|ollscoil*|universidad*|l università|háskól*|üniversite*|університет*
    |*hochschule*|*högskola*|*højskole$|professionshøjskole*|*høgskole*|*høyskole*|hogeschool|*korkeakoulu*
    |politecnic*|polite*hni*|polytechni*|πολυτεχνείο|école polytechnique|école centrale|école normale
    |école nationale|école supérieure|école des|écoles des mines|escola superior|escuela técnica
    |escuela superior|escuela politécnica|scuola superiore|scuola normale|vysoká škola|vysoké učení|visoka škola
    |veleučilišt*|főiskol*|augstskol*|kolegija|kõrgkool|aukštoji mokykla|college|faculty|fakult*|facultad
    |facoltà|faculté|institut*|instituut*|istitut*|instytut*|inštitút*|*intézet*|*ústav|*ústavu|ινστιτούτο
    |institiúid*|instituts|enstitü*|akademi*|academ*|akadēmij*|акаде*|ακαδημία|erhvervsakademi|research
    |*forschung*|*forskning*|*tutkimus*|*uurimis*|*uuringu*|výzkumn*|výskumn*|raziskovaln*|istraživačk*|badawcz*
    |badań|*kutató*|cercetare|cercetări|научно*|изследователск*|ερευν*|*tyrimų|pētniecīb*|zinātnisk*|taighde
    |recherche|investigación|investigaciones científicas|ricerca|ricerche|investigação|onderzoek|fraunhofer
    |max planck|leibniz|helmholtz|consiglio nazionale delle ricerche|teknologisk institut|technical university
    |επιστημ*|dtu|kth|cnrs|csic|vtt|tno|sintef|imec|cea tech
"""
OTHER = """
    foundation|foundations|*fonden|*stiftelse|*stiftelsen|stiftung*|*stiftung|fondation|fundación|fundació
    |fundação|fondazione|fundacja|fundacji|nadace|nadácia|nadační fond|fundacija|zaklada|zadužbina|задужбина
    |fondacija|*alapítvány*|fundația|fundatia|фондация|ίδρυμα|*säätiö|*säätiön|sihtasutus|nodibinājums|labdaros*
    |fondazzjoni|fondúireacht|vakfı|stichting|благодійний фонд|благотворителен фонд|*forening|*foreningen
    |*förening|*föreningen|*verein|*vereinigung|*verband|*forbund|*forbundet|*förbund|*förbundet|association
    |associations|associazione|asociación|associació|associação|stowarzyszenie|yhdistys|*yhdistys|*liitto
    |vereniging|federation|fédération|federación|federação|federazione|federacja|federace|federácia
    |confederation|confédération|confederación|confederação|confindustria|confederazione|konfederacja|asociace
    |asociácia|asociacija|asociația|asociatia|asocijacija|асоциация|асоцијација|асоціація|ассоциация|udruga
    |udruženje|удружење|združenje|združenie|sdružení|сдружение|egyesület*|*szövetség*|svaz|zväz|zveza|savez
    |савез|związek|spolek|σύλλογος|σύνδεσμος|ένωση|ομοσπονδία|* liit$|* selts$|* ühing$|mittetulundusühing
    |biedrība|asociācija|sąjunga|draugija|viešoji įstaiga|assoċjazzjoni|cumann|derneği|birliği|samtök|*samband
    |спілка|союз|chamber|chambers of commerce|*handelskammer|handwerkskammer|*ingenieurkammer
    |landwirtschaftskammer|wirtschaftskammer*|arbeiterkammer|*ärztekammer|architektenkammer|*kammeret
    |*handelskammare|kamer van koophandel|chambre de *|chambre d *|chambre des *|cámara de comercio
    |cámara oficial|cambra|camera di commercio|câmara de comércio|izba|izby|*komora|zbornica|*kamara
    |camera de comerț|търговска палата|палата|επιμελητήριο|*kauppakamari|*kaubanduskoda|*tööstuskoda|rūmai
    |rūpniecības kamera|amatniecības kamera|kamra tal|ticaret odası|sanayi odası|торгово промислова||museum*
    |*museum|*museet|*museer|musée*|*museo|museu|muzeum|múzeum*|muzej*|muzeul|muzeu|музе*|μουσείο|*muuseum
    |muzejs|muziejus|mużew|músaem|müze*|*bibliotek*|*bibliothek|bibliothèque*|biblioteca|biblioteka|knihovna
    |knižnica|*könyvtár|библиоте*|бібліоте*|βιβλιοθήκη|*kirjasto|raamatukogu|library|libraries|church of|*kirke
    |*kirken|kyrka|kyrkan|kirche|parish church|parafia|iglesia|chiesa|église|*seurakunta|trade union|red cross
    |røde kors|rotes kreuz|caritas|*fagforening|gewerkschaft|vakbond|syndicat|sindicato|sindacato
"""
NEVER_PUBLIC = re.compile(r"\b(be|forretnings)styrelsen?\b")


def _pattern(words: str) -> re.Pattern[str]:
    """What finds any of the words of a table in a name that was made comparable."""
    found = []
    for phrase in filter(None, (part.strip() for part in words.split("|"))):
        parts = re.split(r"(\*)", phrase.strip("^$"))
        stars = {n: r"\w+" if _alone(parts, n) else r"\w*" for n, part in enumerate(parts) if part == "*"}
        text = "".join(stars.get(n) or _escaped(part) for n, part in enumerate(parts))
        found.append(("^" if phrase[0] == "^" else r"\b") + text + ("$" if phrase[-1] == "$" else r"\b"))
    return re.compile("|".join(found))


def _alone(parts: list[str], place: int) -> bool:
    """Whether a star stands for a word of its own."""
    before = parts[place - 1] if place else ""
    after = parts[place + 1] if place + 1 < len(parts) else ""
    return (not before or before.endswith(" ")) and (not after or after.startswith(" "))


def _escaped(part: str) -> str:
    lead, tail = " " * (part != part.lstrip()), " " * (part != part.rstrip())
    return re.escape(lead + normalise_name(part) + (tail if part.strip() else ""))


IN_NAMES = {"public": _pattern(PUBLIC), "knowledge": _pattern(KNOWLEDGE), "other": _pattern(OTHER)}


def _is_agency(plain: str) -> bool:
    return ENGLISH_AGENCY.search(plain) is not None or (
        AGENCY.search(plain) is not None and OF_ALL.search(plain) is not None
    )


def told_by_words(plain: str) -> str:
    """The kind that the words of a name tell, which was made comparable; blank where they tell none."""
    if IN_NAMES["public"].search(NEVER_PUBLIC.sub(" ", plain)) or _is_agency(plain):
        return "public"
    return next((kind for kind in ("knowledge", "other") if IN_NAMES[kind].search(plain)), "")
