"""What people write where they know nothing, by language, as it reads without accents, case and punctuation."""

from bridgehead.importers.core.name_normalisation import normalise_name

SAID = {
    "en": """not available|not applicable|not specified|not provided|not stated|not given|not known
        |not disclosed|not entered|not registered|not recorded|not reported|not found|not set|not yet known
        |not yet|no data|no information|no info|no value|no answer|no response|no entry|no email|no website
        |no contact|no contact person|no phone|does not exist|does not apply|unknown|undisclosed|unspecified
        |undefined|unassigned|to be confirmed|to be determined|to be announced|to be defined|to be decided
        |to be advised|to be completed|left blank|is blank|information not available|data not available
        |none given|none known|please select|select one|please choose""",
    "da": """ikke oplyst|ej oplyst|uoplyst|ikke angivet|ej angivet|ikke kendt|kendes ikke|vides ikke|ved ikke
        |ikke tilgængelig|ikke tilgængeligt|ikke relevant|ikke registreret|ikke udfyldt|ikke besvaret
        |ingen oplysninger|ingen oplysning|ingen data|ingen hjemmeside|ingen e-mail|ingen mail|ingen email
        |ingen kontakt|ingen kontaktperson|ukendt|uvist|har ingen|har ikke|findes ikke|afventer
        |mangler oplysning|vælg""",
    "de": """keine angabe|keine angaben|ohne angabe|ohne angaben|nicht bekannt|nicht angegeben|unbekannt
        |nicht verfügbar|nicht vorhanden|nicht zutreffend|trifft nicht zu|nicht relevant|entfällt|fehlt
        |keine daten|keine information|keine informationen|kein eintrag|keine website|keine webseite|keine email
        |keine e-mail|nicht erfasst|nicht ausgefüllt|noch offen|noch unbekannt|folgt noch|wird nachgereicht
        |bitte wählen""",
    "fr": """non renseigné|non renseignée|non communiqué|non communiquée|non précisé|non précisée|non disponible
        |non connu|non applicable|sans objet|non spécifié|inconnu|inconnue|pas disponible|indisponible
        |à compléter|à définir|à déterminer|à confirmer|à préciser|pas de données|aucune donnée
        |aucune information|pas d'information|néant|pas renseigné|manquant|non défini|pas de site
        |pas de site web|pas d'email""",
    "es": """desconocido|desconocida|sin datos|sin información|sin especificar|no disponible|no aplica
        |no aplicable|no procede|no consta|no especificado|no indicado|no informado|se desconoce|por definir
        |por confirmar|por determinar|pendiente de confirmar|sin web|sin correo|sin email|no tiene|no hay
        |sin contacto""",
    "it": """non disponibile|sconosciuto|sconosciuta|non applicabile|non specificato|non specificata
        |non indicato|non indicata|non noto|non nota|non pervenuto|non rilevato|non definito|nessun dato
        |nessuna informazione|dato non disponibile|da definire|da confermare|da determinare|non presente
        |mancante|assente|senza dati""",
    "pt": """não disponível|não aplicável|não se aplica|desconhecido|desconhecida|não informado|não especificado
        |não indicado|não fornecido|não definido|sem dados|sem informação|sem informações|a definir|a confirmar
        |por preencher|não consta|não existe|não tem|indisponível""",
    "nl": """onbekend|niet bekend|niet opgegeven|niet ingevuld|niet beschikbaar|niet van toepassing|niet vermeld
        |geen gegevens|geen informatie|geen opgave|geen data|nog onbekend|nog te bepalen|nog niet bekend
        |ontbreekt|niet aanwezig|geen website|geen e-mail|geen email|volgt""",
    "sv": """okänd|okänt|ej angivet|ej angiven|inte angivet|uppgift saknas|uppgifter saknas|ej känt|ej känd
        |inte känt|ej tillgängligt|ej tillgänglig|inte tillgängligt|ej tillämpligt|ej aktuellt|ej relevant
        |ingen uppgift|inga uppgifter|ingen information|finns ej|finns inte|vet ej|vet inte|ej ifyllt
        |ingen hemsida|ingen e-post""",
    "no": """ikke oppgitt|ukjent|ikke aktuelt|ikke tilgjengelig|ingen opplysninger|ingen informasjon
        |ikke registrert|ikke utfylt|vet ikke|mangler opplysning|ikke relevant|uavklart|ingen nettside
        |ingen e-post|ikkje oppgitt""",
    "fi": """ei tiedossa|ei ilmoitettu|ei tietoa|ei tietoja|ei saatavilla|ei saatavissa|ei sovellu|ei sovelleta
        |ei määritelty|ei annettu|ei ole|ei tunneta|ei vastausta|tuntematon|tieto puuttuu|tiedot puuttuvat
        |puuttuva tieto|vahvistetaan|myöhemmin|ei verkkosivua|ei sähköpostia""",
    "is": """óþekkt|ekki vitað|ekki tilgreint|ekki gefið upp|á ekki við|ekki til|engar upplýsingar|vantar""",
    "pl": """nieznany|nieznana|nieznane|nie wiadomo|brak danych|brak informacji|brak odpowiedzi|brak strony
        |brak strony www|brak adresu|brak kontaktu|nie dotyczy|nie podano|nie określono|nie ustalono|nie ma
        |niedostępny|niedostępna|niedostępne|do ustalenia|do potwierdzenia|do uzupełnienia|nieokreślony
        |nieokreślone""",
    "cs": """neuvedeno|neuveden|neuvedena|není k dispozici|není známo|neznámý|neznámá|neznámé|neznámo|nedostupné
        |nedostupný|nezjištěno|neaplikuje se|nehodí se|netýká se|nevztahuje se|bez údaje|bez údajů|údaj chybí
        |chybí|žádné údaje|žádné|žádný|žádná|bude doplněno|bude upřesněno|nestanoveno""",
    "sk": """neuvedené|nie je k dispozícii|nie je známe|neznámy|neznáma|neznáme|nedostupné|nezistené
        |nevzťahuje sa|netýka sa|bez údajov|bez údaja|údaj chýba|chýba|žiadne údaje|žiadne|žiadny|žiadna
        |bude doplnené|neurčené""",
    "sl": """ni podatka|ni podatkov|ni na voljo|ni znano|neznano|neznan|neznana|ni relevantno|ni navedeno
        |se ne uporablja|brez podatka|brez podatkov|manjka|ni določeno|ni vpisano|še ni znano""",
    "hr": """nepoznato|nepoznat|nepoznata|nije dostupno|nije poznato|nije primjenjivo|nije navedeno
        |nema podataka|nema podatka|bez podataka|nedostaje|nije upisano|nije određeno|nije primenljivo
        |nema informacija""",
    "hu": """ismeretlen|nincs adat|nincs megadva|nem ismert|nem elérhető|nem alkalmazható|nem értelmezhető
        |nem releváns|nincs információ|hiányzik|nem adta meg|nem áll rendelkezésre|kitöltendő|később""",
    "ro": """necunoscut|necunoscută|nespecificat|nespecificată|nedisponibil|indisponibil|nu este disponibil
        |nu este cazul|nu se aplică|nu se cunoaște|nu există|nu are|fără date|fără informații|lipsă|lipsește
        |niciunul|niciuna|de completat|de stabilit|neprecizat|nedefinit|nu știu""",
    "bg": """неизвестно|неизвестен|неизвестна|не е посочено|не е посочен|няма данни|няма информация|не е налично
        |неприложимо|не е приложимо|не се прилага|липсва|липсват данни|без данни|не е известно|непосочено
        |предстои|не е попълнено""",
    "el": """άγνωστο|άγνωστος|άγνωστη|δεν υπάρχει|δεν υπάρχουν|δεν διατίθεται|μη διαθέσιμο|μη διαθέσιμα
        |δεν είναι διαθέσιμο|δεν ισχύει|μη εφαρμόσιμο|δεν εφαρμόζεται|δεν δηλώθηκε|δεν έχει δηλωθεί
        |δεν αναφέρεται|χωρίς στοιχεία|δεν υπάρχουν στοιχεία|λείπει|κανένα|καμία|κανένας|κενό|τίποτα|εκκρεμεί
        |δεν έχει|χωρίς δεδομένα""",
    "et": """teadmata|tundmatu|puudub|puuduvad|andmed puuduvad|info puudub|ei ole teada|pole teada
        |ei ole kohaldatav|ei kohaldu|määramata|täpsustamata|esitamata|ei ole saadaval|pole saadaval
        |andmeid pole|andmeid ei ole|ei ole|selgumisel|kinnitamata""",
    "lv": """nav zināms|nav zināma|nav datu|nav informācijas|nav pieejams|nav pieejama|nav norādīts|nav norādīta
        |nezināms|nezināma|nav attiecināms|nepiemēro|trūkst|trūkst datu|tiks precizēts|jāprecizē|nenorādīts""",
    "lt": """nežinoma|nežinomas|nežinomi|nėra duomenų|nėra informacijos|nenurodyta|nenurodytas|nepateikta
        |netaikoma|neprieinama|nepasiekiama|duomenų nėra|trūksta|trūksta duomenų|bus patikslinta|neaišku
        |nėra žinoma""",
    "mt": """mhux magħruf|mhux magħrufa|mhux disponibbli|mhux applikabbli|mhux speċifikat|l-ebda|xejn|nieqes
        |nieqsa|l-ebda informazzjoni|l-ebda data""",
    "ga": """anaithnid|ní fios|níl aon eolas|gan eolas|níl ar fáil|ní bhaineann|neamhbhainteach|gan sonrú|folamh
        |níl aon""",
    "tr": """bilinmiyor|bilinmeyen|belirtilmemiş|belirtilmedi|mevcut değil|uygulanamaz|geçerli değil|bilgi yok
        |veri yok|eksik|boş|henüz belli değil""",
    "uk": """невідомо|невідомий|невідома|немає даних|немає інформації|не вказано|не застосовується|дані відсутні
        |відсутній|відсутня|відсутнє|недоступно|без даних|уточнюється""",
    "ru": """неизвестно|неизвестен|неизвестна|нет данных|нет информации|нет сведений|не указано|не указан
        |не указана|не применимо|неприменимо|данные отсутствуют|отсутствует|отсутствуют|недоступно|без данных
        |уточняется|не определено|не заполнено""",
    "sr": """непознато|непознат|непозната|није доступно|није познато|није применљиво|није наведено|нема података
        |без података|недостаје|nepoznato|nije primenljivo""",
}  # fmt: skip
BLANK = "blank|empty|tom|tomt|tyhjä|leer|leeg|vide|vacío|vuoto|vazio|pusto|puste|prázdné"
BLANK += "|prázdny|prazno|üres|gol|tühi|tukšs"
BLANK += "|tuščia|празно|пусто|порожньо|κενό|none|null|nil|nothing|value|ingen|keine|geen|nan|undefined|n/a|na"
PROGRAMS = "undefined|nullptr|dbnull|system dbnull|nil class|nonetype|nat|false false|lorem ipsum|test test|asdf"

NEVER_NAMES = frozenset(
    filter(None, (normalise_name(text) for said in (*SAID.values(), PROGRAMS) for text in said.split("|")))
)
"""What names nobody and nothing, whatever its case."""

BRACKETED = frozenset(normalise_name(text) for text in BLANK.split("|"))
"""What stands for nothing in brackets or between dashes, as programs write it: `(blank)`, `<null>`, `- none -`."""

WORDS = frozenset(
    normalise_name(text)
    for text in """
    na nd nc nr nvt ka nan nil null none nothing missing blank empty pending tbd tba tbc xxx xx todo tbh tom
    tomt ingen intet ingenting mangler saknas inga inget savnes leer keine kein keiner keines nichts offen vide
    aucun aucune rien néant personne ninguno ninguna nada nadie vacío nessuno nessuna niente nulla vuoto nenhum
    nenhuma ninguém vazio falta leeg geen niemand tyhjä puuttuu brak nikt puste pusto nic żaden žádný nikdo
    prázdné nikto nič prázdne nihče nič prazno ništa nitko üres senki semmi gol nimeni nimic никой нищо празно
    никто ничего пусто ніхто нічого κενό κανείς τίποτα keegi tühi pole neviens tukšs niekas tuščia hadd xejn aon
    engin tómt yok hiçbiri nemá není nima nema nincs няма nav nėra немає нет нема niet
    """.split()  # noqa: SIM905
)
"""What may also be a name or a short form of one, or the whole of a firm's: Tom, Na and Null are people."""

INITIALS = frozenset("na nd nc nr nvt ka xx xxx tbh nan nav nema nima net yok nic gol aon pole".split())  # noqa: SIM905
"""Those of them that firms are called by, in capitals."""

GIVEN_NAMES = frozenset("tom na nan nil".split())  # noqa: SIM905
SURNAMES = GIVEN_NAMES | frozenset("null brak blank leer pusto gol nada pole".split())  # noqa: SIM905
TOWNS = frozenset("leer tom pole gol nil na nada".split())  # noqa: SIM905
"""What is somebody's, or a town's, if it begins with a capital."""
