"""What one item of a list may be: `line`, `country`, `term:VOCABULARY`, or an id: `ref:MODEL`, `ref:ONE|OTHER`."""

from bridgehead.kit import countries, vocabularies
from bridgehead.kit.expectations import Expectation, expects
from bridgehead.kit.field_limits import LINE_LENGTH, is_id, is_storable

SEPARATOR = ";"
"""What separates the items of a list in a cell; so no item may have it."""


def expected_items(item: str) -> Expectation:
    """What a list of such items takes."""
    kind, _, of = item.partition(":")
    match kind:
        case "country":
            return expects("countries", separator=SEPARATOR)
        case "term":
            return expects("terms", options=vocabularies.terms(of), separator=SEPARATOR)
        case "ref":
            return expects("row_ids", tables=tables_of(item), separator=SEPARATOR)
        case _:
            return expects("texts", separator=SEPARATOR)


def tables_of(item: str) -> tuple[str, ...]:
    """The tables whose ids a list of such items holds; none where it holds no ids."""
    kind, _, of = item.partition(":")
    return tuple(of.split("|")) if kind == "ref" else ()


def accepts_item(item: str, text: str) -> bool:
    """Whether a text may stand in a list of such items."""
    kind, _, of = item.partition(":")
    match kind:
        case "country":
            return text in countries.names()
        case "term":
            return text in vocabularies.terms(of)
        case "ref":
            return is_id(text)
        case _:
            return 0 < len(text) <= LINE_LENGTH and SEPARATOR not in text and is_storable(text)
