"""What people call countries beside the names that CLDR and ISO 3166 give them."""

# fmt: off
ALSO = {
    "AE": ("UAE",), "BA": ("Bosnia",), "BE": ("Belgique/België",), "CD": ("Democratic Republic of Congo",),
    "CI": ("Ivory Coast",),
    "CZ": ("Czech Republic", "République tchèque", "Repubblica Ceca", "República Checa", "Česká republika",
           "Tschechische Republik", "Tsjechische Republiek", "Republika Czeska"),
    "GB": ("United Kingdom", "Great Britain", "Britain", "England", "Scotland", "Wales", "Northern Ireland",
           "Royaume-Uni", "Großbritannien"),
    "GR": ("Hellas", "Hellenic Republic"), "IE": ("Republic of Ireland",), "KR": ("Republic of Korea", "Korea"),
    "MK": ("Macedonia", "FYROM", "Former Yugoslav Republic of Macedonia"), "NL": ("Holland", "The Netherlands"),
    "PS": ("Palestine",), "SK": ("Slovak Republic", "Slovenská republika"), "TR": ("Turkey", "Türkiye"),
    "US": ("U.S.A.", "United States of America", "America"), "VA": ("Vatican",), "XK": ("Kosovo",),
}
"""Names that mean a country in any text, too."""
IN_CELLS = {
    "BA": ("Bosnia-Herzegovina", "Bosnia and Hercegovina", "Bosnien-Herzegowina", "Bosnien-Hercegovina", "BiH"),
    "BY": ("Byelorussia", "White Russia", "Hviderusland", "Weißrussland", "Wit-Rusland", "Vitryssland", "Hviterussland",
           "Biélorussie", "Bielorussia", "Bielorrusia", "Bielorrússia", "Valko-Venäjä"),
    "CD": ("DRC", "DR Congo", "Zaire"), "CG": ("Congo-Brazzaville", "Republic of Congo"),
    "CH": ("Swiss Confederation", "Helvetia", "Confoederatio Helvetica"), "CI": ("Cote dIvoire",),
    "CN": ("PR China", "PRC", "Mainland China"), "CV": ("Cape Verde",),
    "CZ": ("Czech", "Den Tjekkiske Republik"),
    "DE": ("FRG", "BRD", "East Germany", "West Germany", "Østtyskland", "Vesttyskland", "Ostdeutschland",
           "Westdeutschland", "GDR", "DDR", "Deutsche Demokratische Republik", "Bundesrepublik"),
    "DK": ("Kongeriget Danmark",), "EG": ("Egypt Arab Republic",),
    "ES": ("Canary Islands", "Islas Canarias"), "FK": ("Falklands", "Malvinas"), "FO": ("Faroes", "Faeroe Islands"),
    "FM": ("Micronesia Fed Sts",),
    "GB": ("UK and Northern Ireland", "UK of GB and Northern Ireland", "Skotland", "Schottland",
           "Skottland", "Écosse", "Escocia", "Scozia", "Escócia", "Schotland", "Szkocja", "Skotsko", "Skotlanti",
           "Inglaterra", "Angleterre", "Inghilterra", "Engeland", "Anglia", "Anglie", "Englanti", "Pays de Galles",
           "Gales", "Galles", "Nordirland", "Irlande du Nord", "Irlanda del Norte", "Irlanda del Nord", "Nord-Irland",
           "Noord-Ierland", "Alba", "Cymru", "英国", "North Ireland", "Großbritannien und Nordirland",
           "Grande-Bretagne",
           "Gran Bretaña", "Gran Bretagna", "Groot-Brittannië", "Grã-Bretanha", "Storbritannia", "Storbritannien",
           "Velká Británie", "Wielka Brytania", "Iso-Britannia", "Nagy-Britannia", "Marea Britanie"),
    "GR": ("Ellas", "Ellada"), "HK": ("Hong Kong", "Hongkong"), "IE": ("Eire", "Southern Ireland", "Irish Republic"),
    "IR": ("Islamic Republic of Iran", "Persia"),
    "KP": ("North Korea", "DPRK", "DPR Korea", "조선", "北韓", "北朝鲜"),
    "KR": ("ROK", "South Korea", "한국", "남한", "南韓", "南朝鮮"), "LA": ("Lao", "Lao PDR"),
    "LY": ("Libyan Arab Jamahiriya",),
    "MK": ("FYR Macedonia", "FYR of Macedonia", "Republic of Macedonia", "N Macedonia"),
    "MM": ("Burma",), "MO": ("Macau", "Macao"),
    "NL": ("Nederlande", "Holanda", "Hollande", "Olanda", "Hollanti", "Holandia", "Holandsko", "Nederlandene",
           "Kingdom of the Netherlands", "Hollandia"),
    "PS": ("West Bank and Gaza", "Occupied Palestinian Territory", "Palestinian Authority"),
    "PT": ("Azores", "Madeira"),
    "RU": ("Russian Fed", "RF"), "SJ": ("Svalbard",), "SK": ("Slovak",), "ST": ("Sao Tome",),
    "SZ": ("Swaziland",), "TL": ("East Timor",), "TW": ("Republic of China", "Taiwan Roc", "ROC", "Chinese Taipei"),
    "TZ": ("Tanganyika",), "UA": ("The Ukraine",), "US": ("USA", "The States", "米国", "アメリカ"),
    "VA": ("Vatican City State", "Holy See"), "VE": ("Venezuela RB",), "VN": ("Vietnam", "Viet Nam"),
    "XK": ("Kosova", "Kosovo and Metohija"), "YE": ("Yemen Republic",),
}
"""Names that mean a country where one is asked for."""
# fmt: on

CODES = {
    "1A": "XK", "1A0": "XK", "KOS": "XK", "RKS": "XK", "XKX": "XK", "XKO": "XK", "EL": "GR", "UK": "GB", "XI": "GB",
    "ROM": "RO", "UAE": "AE", "EA": "ES", "IC": "ES", "TA": "SH", "AC": "SH", "ENG": "GB", "SCO": "GB", "WAL": "GB",
    "NIR": "GB", "GER": "DE", "DEN": "DK", "NED": "NL", "SUI": "CH", "POR": "PT", "CRO": "HR", "GRE": "GR", "BUL": "BG",
    "LAT": "LV", "A": "AT", "D": "DE",
}  # fmt: skip
"""Codes beside those of ISO 3166: of the EU's offices, of sports, of German and Austrian addresses."""
GONE = ("TCH", "CSK", "Czechoslovakia", "Tjekkoslovakiet", "Tschechoslowakei", "Tchécoslovaquie", "Československo",
        "Yugoslavia", "Jugoslavien", "Jugoslawien", "Yougoslavie", "Jugoslavija", "Югославия", "Soviet Union",
        "Sovjetunionen", "Sowjetunion", "Union soviétique", "Советский Союз", "СССР", "URSS", "UdSSR", "USSR",
        "Serbia and Montenegro", "Serbien og Montenegro", "Serbien und Montenegro", "Netherlands Antilles",
        "De Nederlandske Antiller", "Nederlandse Antillen", "Niederländische Antillen")  # fmt: skip
"""Countries that have become several, beside those of ISO 3166-3."""
MANY = ("Congo", "Kongo", "Konqo")
"""Names that two countries have."""
