"""Words that stand beside a number of people, in the languages of the EU and its neighbours, as they read plainly."""

UNITS = frozenset(
    """
    employee employees fte ftes people persons person pers staff headcount full time equivalent equivalents workers
    ansat ansatte medarbejder medarbejdere arsvaerk fuldtidsansatte fuldtid personer mitarbeiter mitarbeitende
    mitarbeiterinnen ma beschaftigte vollzeit vze vza personen etp effectif salarie salaries personnes employes
    empleado empleados trabajadores personas dipendenti addetti persone medewerkers werknemers anstalld anstallda
    medarbetare arsverk henkilo henkiloa tyontekijaa pracownikow osob zamestnancu pessoas trabalhadores funcionarios
    fo alkalmazott angajati zaposlenih atoma ergazomenoi ergazomenoys ergazomenon ypalliloi prosopiko
    apascholoymenoi sotrudnikov sotrudniki sotrudnika sotr chelovek cheloveka chel rabotnikov rabotniki shtat
    pratsivnikiv pratsivniki spivrobitnikiv osib sluzhiteli sluzhitelya dushi dusha rabotnitsi choveka pracownicy
    pracownika osoby osoba etatow etaty etatu zatrudnionych darbuotojai darbuotoju darbuotojas zmones zmoniu asmenu
    asmenys etatai darbinieki darbinieku cilveki cilveku stradajosie nodarbinatie nodarbinato tootajat tootajad
    tootaja inimest inimesed zamestnanci zamestnancov zamestnanec zamestnance lidi ludi uvazku pracovniku
    pracovnikov pracovniki oseb zaposleni delavcev radnika radnik zaposlenika zaposlena djelatnika ljudi
    munkavallalo dolgozo letszam salariati persoane oameni angajat impjegati haddiema nies fostaithe daoine
    starfsmenn starfsmanna manns calisan kisi personel ansatt tilsatte medarbeidere anstallda heltid henkilosto
    tyontekijat htv collaboratori lavoratori unita colaboradores funcionarios efectivos
    """.split()  # noqa: SIM905 a list of words reads better as words
)
NEAR = frozenset(
    """
    ca circa cirka c about approx approximately around roughly estimated est etwa rund ungefahr environ env
    aproximadamente aprox cerca okolo noin omkring ungefar omtrent anslaet zhruba skont
    cca ok peripoy gyro schedon primerno priblizitelno poryadka blizko priblizno apie mazdaug apytiksliai apmeram ap
    aptuveni kadi umbes ligikaudu u asi priblizne okoli okrog oko otprilike korulbelul kb mintegy aproximativ cam
    suunnilleen madwar timpeall uthb yaklasik niemal blisko runt rundt ongeveer rond quasi quase casi presque
    orientativno orientacne orientacyjnie
    """.split()  # noqa: SIM905
)
JOINING = frozenset(
    """
    to til till bis a al do tot and og und et y e i en och ja through thru do iki lidz kuni ig pana eos mechri i
    po ir un si es kai ve az ta gi
    """.split()  # noqa: SIM905 a list of words reads better as words
)
OPENING = frozenset(
    """
    between mellem zwischen entre tra miedzy pomiedzy tussen mellan mellom from fra von od ot nuo apo vid alates
    mezi medzi izmedu izmedju kozott intre metaxy mezhdu mizh tarp starp
    """.split()  # noqa: SIM905 a list of words reads better as words
)
TIMES = {
    1e3: """
        k thousand tusind tusinde tusen tausend tsd mille mil tys tisic tuhat tis tysiecy tysiace tisuca hiljada
        tukst tukstanciai tukstosi tuh chil chiliades ezer mii tysyach tisyach hil bin
    """,
    1e6: "mio mln mill million millions millioner miljoner millionen millones milioni milion miliony miljoen miljoonaa",
}
FACTORS = {word: times for times, words in TIMES.items() for word in words.split()}
BOUNDS = {
    "<": "less than|fewer than|under|below|faerre end|mindre end|weniger als|unter|moins de|menos de|meno di"
    "|mniej niz|ponizej|minder dan|mindre an|farre an|faerre enn|mindre enn|alle|mene nez|manj kot"
    "|kevesebb mint|ligotero apo|ligoteroi apo|ligoteroys apo|kato apo|kato ton|menee|menee chem|menshe"
    "|menshe chem|menshe nizh|nizhe|pod|po malko ot|maziau nei|maziau kaip|maziau|mazak neka|mazak par"
    "|mazak ka|zem|alla|vahem kui|mensi nez|menej ako|manje od|ispod|mai putin de|sub|inqas minn|faerri en"
    "|undir|minna en|inferior a|onder|vahemman kuin",
    ">": "more than|over|above|mere end|flere end|mehr als|uber|plus de|mas de|mais de|piu di|oltre|wiecej niz"
    "|powyzej|meer dan|yli|mer an|fler an|mer enn|flere enn|vice nez|vec kot|tobb mint|pano apo"
    "|perissotero apo|perissoteroi apo|ano ton|bolee|bolee chem|bolshe|bolshe chem|svyshe|ponad|bilshe"
    "|bilshe nizh|nad|poveche ot|daugiau nei|daugiau kaip|daugiau|virs|vairak neka|vairak par|vairak ka|ule"
    "|rohkem kui|enam kui|pres|viac ako|vise od|preko|iznad|peste|mai mult de|aktar minn|fleiri en|yfir"
    "|meira en|enemman kuin|boven|superior a|acima de|encima de",
    "<=": "up to|at most|no more than|max|maximum|maximal|op til|hojst|maks|bis zu|hochstens|jusqu a|au plus|hasta"
    "|fino a|al massimo|maximaal|upp till|hogst|opptil|inntil|enintaan|ate|maksymalnie|do|eos|mechri|to poly"
    "|ne bolee|ne bolshe|ne bilshe|ne poveche ot|nie wiecej niz|co najwyzej|najwyzej|iki|ne daugiau kaip"
    "|ne daugiau nei|daugiausia|lidz|ne vairak ka|ne vairak par|kuni|mitte rohkem kui|nejvyse|maximalne"
    "|najviac|najvec|najvise|maksimalno|legfeljebb|pana la|cel mult|maxim|maksimum|ikke over|hoyst"
    "|maksimaalselt",
    ">=": "at least|no fewer than|min|minimum|mindst|mindestens|ab|au moins|a partir de|al menos|almeno|co najmniej"
    "|minstens|vanaf|minst|vahintaan|pelo menos|starting at|toylachiston|ne menee|ne menshe|pone|ne po malko"
    "|przynajmniej|ne maziau kaip|ne maziau nei|maziausiai|vismaz|ne mazak ka|ne mazak par|vahemalt|alespon"
    "|nejmene|minimalne|aspon|najmenej|vsaj|najmanj|najmanje|barem|minimalno|legalabb|cel putin|minim"
    "|ikke under",
}
AFTER = {
    ">=": "and more|or more|and above|and over|og derover|og mere|og flere|eller mere|eller flere|und mehr"
    "|oder mehr|et plus|ou plus|y mas|o mas|e piu|o piu|i wiecej|lub wiecej|en meer|of meer|och fler"
    "|eller fler|ja enemman|plus|i bolee|i bolshe|ili bolee|i bilshe|i poveche|ir daugiau|ar daugiau"
    "|un vairak|vai vairak|ja rohkem|ja enam|voi rohkem|a vice|nebo vice|a viac|alebo viac|in vec|ali vec"
    "|i vise|ili vise|es tobb|vagy tobb|si peste|si mai mult|sau mai mult|kai ano|e mais|ou mais|og fleiri"
    "|tai enemman|felett",
    "<=": "or less|or fewer|and below|og derunder|eller faerre|eller mindre|und weniger|oder weniger|et moins"
    "|ou moins|i menee|ili menee|i menshe|ir maziau|ar maziau|un mazak|vai mazak|ja vahem|voi vahem|a mene"
    "|nebo mene|a menej|in manj|ali manj|i manje|ili manje|si mai putin|sau mai putin|kai kato|of minder"
    "|o menos|o meno|lub mniej|i mniej",
    "<": "alatt",
}
WORDS_BEFORE = {tuple(p.split()): sign for sign, phrases in BOUNDS.items() for p in phrases.split("|")}
WORDS_AFTER = {tuple(p.split()): sign for sign, phrases in AFTER.items() for p in phrases.split("|")}
