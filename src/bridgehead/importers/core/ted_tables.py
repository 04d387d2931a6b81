"""TED's sample of old forms (OP-TED): one row a notice, one row a winner."""

from collections.abc import Iterable, Mapping
from datetime import date

from bridgehead.importers.core.table_schemas import (
    COUNTRY,
    LINE,
    LONG,
    CellReader,
    TableSchema,
    Values,
    date_cell,
    one_of,
    pattern_cell,
    text,
)
from bridgehead.importers.core.ted import Notice, Winner, as_notice
from bridgehead.importers.core.ted_cells import (
    DOC,
    amount,
    cpv_codes,
    iso_language,
    one_line,
    paragraphs,
    party_name,
)
from bridgehead.kit.csv_files import Refuse, refuse_file
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.kit.field_limits import LINE_LENGTH

NOTICE_FILE, AWARD_FILE = "notices.csv", "awards.csv"


def _title(value: str) -> str:
    if len(value) > LINE_LENGTH or not one_line(value):
        raise ValueError(value)
    return value


DAY = date_cell(expects("notice_day"), whole=True)
CPV = CellReader(cpv_codes, expects("cpv_codes"), blank=[])
NOTICES = TableSchema(
    required={"doc": DOC, "date": DAY, "title": CellReader(_title, LINE.expected)},
    optional={
        "lang": CellReader(iso_language, expects("iso_language")),
        "country": COUNTRY,
        "doc_type": LINE,
        "cpv": CPV,
        "title_en": LINE,
        "buyer": text(5_000),
        "desc": LONG,
        "value": CellReader(amount, expects("money"), blank=None),
        "currency": pattern_cell(r"[A-Z]{3}", expects("currency")),
    },
    ignored=frozenset({"version", "form", "nature", "authority", "cpv_text", "nuts", "n_lots", "n_winners"}),
)
AWARDS = TableSchema(
    required={"doc": DOC},
    optional={
        "winner": text(5_000),
        "winner_country": COUNTRY,
        "sme": CellReader(one_of({"y": "sme", "n": "large"}).reads, expects("y_or_n")),
    },
)


def read_notices(rows: Iterable[tuple[int, Values]], today: date) -> dict[str, Notice]:
    """Notices of the sample's table by their number."""
    found: dict[str, Notice] = {}
    for _, row in rows:
        found[row["doc"]] = as_notice(
            number=row["doc"],
            day=row["date"],
            title=row["title"],
            kind=row["doc_type"],
            buyer=row["buyer"],
            country=row["country"],
            language=row["lang"],
            cpv=row["cpv"],
            text=paragraphs(row["title_en"], row["desc"]),
            money=(row["value"], row["currency"]),
            today=today,
        )
    return found


def read_awards(
    rows: Iterable[tuple[int, Values]], notices: Mapping[str, Notice], refuse: Refuse = refuse_file
) -> None:
    """Add the winners to their notices; a row that names nobody is passed over.

    Raises
    ------
    InputError
        At a winner of a notice that is not there, unless `refuse` notes it.
    """
    for number, row in rows:
        notice = notices.get(row["doc"])
        if notice is None:
            expected = expects("notice_of_file", file=NOTICE_FILE)
            refuse(InputError(expected, file=AWARD_FILE, row=number, column="doc", found=row["doc"]))
        elif name := party_name(row["winner"]):
            notice.winners.append(Winner(name, row["winner_country"], row["sme"]))
