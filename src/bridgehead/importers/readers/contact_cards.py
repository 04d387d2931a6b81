"""Contact cards as rows of a member list: an organisation with a contact person each."""

from collections.abc import Iterator
from pathlib import Path

from bridgehead.importers.readers.text_tables import text_of
from bridgehead.kit.vcards import read_cards

BEGINS = b"BEGIN:VC"
HEADINGS = ["Organisation", "Contact person", "Role", "Email", "Phone", "City", "Country", "Website"]
"""What a member list calls these columns (`data/headings.toml`)."""


def card_rows(path: Path, encoding: str = "") -> Iterator[list[str]]:
    """A row of headings, and one for each card."""
    yield HEADINGS
    for card in read_cards(text_of(path, encoding)):
        yield [
            card.organisation,
            card.name,
            card.role,
            card.email,
            card.phone,
            card.city,
            card.country,
            card.website,
        ]
