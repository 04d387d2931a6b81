"""Beside each field of an opportunity that was read: the passages it was read from, and what else it could be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bridgehead.importers.core.call_text.call_proposal import LISTS, CallProposal, Passage
from bridgehead.importers.core.call_text.cues import Reading
from bridgehead.kit import countries
from bridgehead.kit.forms import VerbForm
from bridgehead.kit.number_format import render
from bridgehead.kit.template_tags import date_text, euros
from bridgehead.opportunities.phrases import condition_phrases

MOST = 6
"""So many passages stand beside one field."""
CHOICES = ("title", "buyer", "opens", "deadline", "budget", "external_id")


@dataclass(frozen=True)
class ShownPassage:
    """A passage beside a field.

    Attributes
    ----------
    passage
        The words.
    says
        What was read from them, as people write it; blank where the words say it themselves.
    choice
        The value as the field takes it, where another one stands in the field now; blank where it stands there.
    note
        Why it is not proposed; blank where nothing has to be said.
    """

    passage: Passage
    says: str | SafeString = ""
    choice: str = ""
    note: str = ""


def shown_passages(proposal: CallProposal, form: VerbForm) -> Mapping[str, list[ShownPassage]]:
    """Field to the passages that stand beside it, as far as the form has the field."""
    found = {
        name: list(_of_field(proposal, name, form.sent(name))) for name in proposal.readings if name in form.fields
    }
    for reading in proposal.other_currency[:2]:
        note = _("Another currency. Enter the amount in euros.")
        if (passage := proposal.passage(reading)) is not None:
            found.setdefault("budget", []).append(ShownPassage(passage, note=note))
    return {name: shown[:MOST] for name, shown in found.items() if shown}


def _of_field(proposal: CallProposal, name: str, current: str) -> Iterator[ShownPassage]:
    seen: set[tuple[int, int]] = set()
    proposed = proposal.values.get(name, [])
    for reading in proposal.readings[name]:
        passage = proposal.passage(reading)
        is_asked = name in CHOICES or reading.value == proposed or (name in LISTS and reading.value in proposed)
        if passage is None or not is_asked or (reading.start, reading.end) in seen:
            continue
        seen.add((reading.start, reading.end))
        value = render(reading.value) if isinstance(reading.value, float) else str(reading.value)
        is_choice = name in CHOICES and value != current
        yield ShownPassage(passage, _says(name, reading, passage), value if is_choice else "")


def _says(name: str, reading: Reading, passage: Passage) -> str | SafeString:
    match name:
        case "deadline" | "opens":
            return date_text(reading.value)
        case "budget":
            return euros(reading.value)
        case "countries":
            return countries.name(reading.value)
        case "eligibility":
            return " ".join(condition_phrases([reading.value]))
        case _:
            return "" if str(reading.value) == passage.value or name in ("kind", "rule_set") else str(reading.value)
