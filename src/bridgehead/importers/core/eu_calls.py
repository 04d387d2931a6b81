"""Topics of the EU Funding & Tenders portal.

A topic comes flat, as open collections of the portal have it, or as the portal's search gives it
(`{"reference", "url", "metadata": {"identifier": [...], ...}}`, in pages `{"results": [...]}`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bridgehead.importers.core.date_columns import ALONE, DateColumn
from bridgehead.importers.core.table_schemas import DATE, LINE, LONG, CellReader, address, money, one_of, text
from bridgehead.importers.core.text_cleaning import clean_text
from bridgehead.kit.csv_files import Refuse, refuse_file
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import Expectation, expects, finds
from bridgehead.kit.field_limits import ID_LENGTH, TEXT_LENGTH, is_id

BUYER = "European Commission"
STATUSES = {
    "forthcoming": "forthcoming",
    "open": "open",
    "closed": "closed",
    "31094501": "forthcoming",
    "31094502": "open",
    "31094503": "closed",
}
# Rule sets that a type of action has by law: regulation (EU) 2021/695, articles 22 and 34.
RULE_SETS = {
    "HORIZON Research and Innovation Actions": "horizon_ria",
    "HORIZON Innovation Actions": "horizon_ia",
    "HORIZON Coordination and Support Actions": "horizon_csa",
}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
RUN_TOGETHER = re.compile(r"(?<=[a-z]{3}[.;:])(?:null)?(?=[A-Z][a-z])")
HEADING = re.compile(
    r"(?<=[a-z.\])])\s*(?=(?:Expected (?:Outcome|Impact)s?|Scope|Objective|Additional documents|Guidance):"
    r"|[1-6][a-c]?\. (?:Admissib|Eligib|Other [Ee]ligib|Financial and|Evaluation|Legal and))"
)


def _euros(value: str) -> float:
    amount = money(value)
    if amount < 0:
        raise ValueError(value)
    return amount


EUROS = CellReader(_euros, expects("euros"), blank=None)
CELLS: Mapping[str, CellReader] = {
    "topicId": text(ID_LENGTH),
    "title": LINE,
    "callIdentifier": LINE,
    "callTitle": LINE,
    "callStatus": CellReader(one_of(STATUSES).reads, expects("call_status")),
    "startDate": DATE,
    "deadline": DATE,
    "budgetMin": EUROS,
    "budgetMax": EUROS,
    "expectedGrants": EUROS,
    "keywords": text(10_000),
    "portalUrl": CellReader(lambda value: address(LINE.reads(value)), LINE.expected),
    "programme": LINE,
    "reference": LINE,
    "typesOfAction": LINE,
    "description": LONG,
    "objectives": LONG,
    "topicConditions": LONG,
}
REQUIRED = ("topicId", "title")
IGNORED = {
    "actionType",
    "cluster",
    "crossCuttingPriorities",
    "deadlineModel",
    "documentsUrl",
    "programmeId",
    "qnaUrl",
    "stage",
    "submissionProcedure",
    "supportInfo",
    "updatesUrl",
}
FROM_SEARCH = {
    "identifier": "topicId",
    "title": "title",
    "callIdentifier": "callIdentifier",
    "callTitle": "callTitle",
    "status": "callStatus",
    "startDate": "startDate",
    "deadlineDate": "deadline",
    "keywords": "keywords",
    "typesOfAction": "typesOfAction",
    "descriptionByte": "description",
    "destinationDetails": "objectives",
    "topicConditions": "topicConditions",
    "url": "portalUrl",
}


def topics(values: Iterable[Any]) -> Iterator[Any]:
    """The topics among the values of a JSON file: objects, lists of them, pages of the portal's search."""
    for value in values:
        if isinstance(value, list):
            yield from value
        elif isinstance(value, dict) and isinstance(value.get("results"), list):
            yield from value["results"]
        else:
            yield value


def read_calls(
    found: Iterable[Any], *, file: str, refuse: Refuse = refuse_file, dates: DateColumn = ALONE
) -> list[dict[str, Any]]:
    """Attributes of the opportunities that topics describe.

    Parameters
    ----------
    found
        Topics as JSON has them; the row in an error counts them from 1.
    dates
        How their dates are written.

    Raises
    ------
    InputError
        At the first bad topic, unless `refuse` notes it.
    """
    rows: dict[str, dict[str, Any]] = {}
    seen: dict[str, int] = {}
    cells = {key: cell.judged(dates) for key, cell in CELLS.items()}
    for number, topic in enumerate(found, start=1):
        try:
            row = _opportunity(_values(topic, cells), seen)
        except _Bad as bad:
            refuse(InputError(bad.expected, file=file, row=number, column=bad.key or None, found=bad.found))
        else:
            seen[row["id"]] = number
            rows[row["id"]] = row
    return list(rows.values())


class _Bad(Exception):
    """What is wrong with one topic."""

    def __init__(self, key: str, expected: Expectation, found: object) -> None:
        super().__init__(key)
        self.key, self.expected, self.found = key, expected, found


def _values(topic: Any, cells: Mapping[str, CellReader]) -> dict[str, Any]:
    if not isinstance(topic, dict):
        raise _Bad("", expects("topic_object"), type(topic).__name__)
    flat = _from_search(topic) if isinstance(topic.get("metadata"), dict) else topic
    if unknown := next((key for key in flat if key not in CELLS and key not in IGNORED), None):
        raise _Bad(unknown, expects("one_of_keys", options=CELLS), unknown)
    return {key: _value(key, cell, flat.get(key)) for key, cell in cells.items()}


def _from_search(topic: Mapping[str, Any]) -> dict[str, Any]:
    metadata = {"url": topic.get("url"), **topic["metadata"]}
    flat = {ours: _single(metadata.get(key)) for key, ours in FROM_SEARCH.items()}
    return {**flat, "reference": topic.get("reference")}


def _single(value: Any) -> Any:
    """The portal's search gives lists; of deadlines the first counts, keywords are all of them."""
    if not isinstance(value, list):
        return value
    return ", ".join(map(str, value)) if len(value) > 1 and not DAY.match(str(value[0])) else next(iter(value), None)


def _value(key: str, cell: CellReader, value: Any) -> Any:
    if isinstance(value, bool | list | dict):
        raise _Bad(key, cell.expected, type(value).__name__)
    said = "" if value is None else clean_text(value) if isinstance(value, str) else str(value)
    if not said:
        if key in REQUIRED:
            raise _Bad(key, cell.expected, finds("nothing"))
        return cell.blank
    try:
        return cell.reads(said)
    except ValueError as error:
        raise _Bad(key, cell.expected, said) from error


def _opportunity(values: Mapping[str, Any], seen: Mapping[str, int]) -> dict[str, Any]:
    action = " ".join(values["typesOfAction"].split())
    id_ = _id(values["topicId"])
    if id_ in seen:
        raise _Bad("topicId", expects("topic_once", row=seen[id_]), values["topicId"])
    return {
        "id": id_,
        "title": " ".join(values["title"].split()),
        "kind": "call",
        "buyer": BUYER,
        "opens": values["startDate"],
        "deadline": values["deadline"],
        "budget": values["budgetMax"],
        "rule_set": RULE_SETS.get(action, ""),
        "status": values["callStatus"],
        "external_id": values["topicId"],
        "description": _description(values, action),
        "url": values["portalUrl"],
    }


def _id(topic: str) -> str:
    id_ = re.sub(r"[^\w.\-]+", "-", topic.casefold()).strip("-")
    if not is_id(id_):
        raise _Bad("topicId", expects("id_up_to", limit=ID_LENGTH), topic)
    return id_


def _description(values: Mapping[str, Any], action: str) -> str:
    """What the topic says, in the order in which somebody asks: what for, how much, under which conditions."""
    codes = {values["topicId"].casefold(), values["callIdentifier"].casefold()}
    keywords = [word.strip() for word in values["keywords"].split(",")]
    facts = [
        _fact("Programme", values["programme"]),
        _fact("Call", values["callTitle"]),
        _fact("Type of action", action),
        _fact("Grants", _grants(values)),
        _fact("Keywords", ", ".join(word for word in keywords if word and word.casefold() not in codes)),
    ]
    parts = [
        _paragraphs(values["description"]),
        "\n".join(fact for fact in facts if fact),
        _section("Background", values["objectives"]),
        _section("Conditions", values["topicConditions"].removeprefix('">')),
    ]
    whole = "\n\n".join(part for part in parts if part)
    if len(whole) > TEXT_LENGTH:
        raise _Bad("description", expects("text_with_conditions", limit=TEXT_LENGTH), whole)
    return whole


def _fact(name: str, value: str) -> str:
    return f"{name}: {value}" if value else ""


def _grants(values: Mapping[str, Any]) -> str:
    low, high, count = values["budgetMin"], values["budgetMax"], values["expectedGrants"]
    if high is None:
        return ""
    amount = f"{high:,.0f}" if low in (None, high) else f"{low:,.0f} to {high:,.0f}"
    return f"{count:,.0f} of {amount} euros each" if count else f"{amount} euros each"


def _section(title: str, said: str) -> str:
    return f"{title}:\n{_paragraphs(said)}" if said else ""


def _paragraphs(said: str) -> str:
    """Text whose headings and list items begin a line; collections of the portal run them together."""
    return RUN_TOGETHER.sub("\n", HEADING.sub("\n\n", said))
