"""An opportunity proposed from a document or a pasted text. Nothing is stored: who reads it confirms it first."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bridgehead.ecosystem.models import Actor
from bridgehead.importers.core.call_text.call_proposal import CallProposal, read_call
from bridgehead.importers.readers.call_cues import call_vocabulary
from bridgehead.importers.readers.call_documents import ReadDocument
from bridgehead.kit import partial_dates
from bridgehead.kit.field_limits import TEXT_LENGTH
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.opportunities.models import Opportunity
from bridgehead.opportunities.queries import alike


@dataclass(frozen=True)
class ProposedOpportunity:
    """What a document says of an opportunity, and whether it is on record.

    Attributes
    ----------
    proposal
        What was read, and where.
    values
        Attribute of the record to what is proposed: what was read, the text as its description, and the status that
        its dates give it.
    is_cut
        Whether the document was longer than what is read.
    on_record
        Opportunities with the same reference, address or title.
    """

    proposal: CallProposal
    values: Mapping[str, Any]
    is_cut: bool
    on_record: tuple[Opportunity, ...]


def propose_opportunity(document: ReadDocument, *, viewer: Viewer, today: date) -> ProposedOpportunity:
    """Propose an opportunity from what a document says; what it does not say stays blank.

    Parameters
    ----------
    today
        Decides on the status, and which of several cut-offs comes next.

    Raises
    ------
    NotAllowed
        If the viewer may not change opportunities.
    """
    viewer.require(Verb.CHANGE, Resource.OPPORTUNITY)
    known = replace(call_vocabulary(), capabilities=_capabilities())
    proposal = read_call(document.call, known, today=today.isoformat())
    status = _status(proposal.values, today)
    values = {**proposal.values, **({"status": status} if status else {}), "description": _description(proposal.text)}
    found = {name: str(values.get(name, "")) for name in ("title", "external_id", "url")}
    return ProposedOpportunity(proposal, values, document.is_cut, tuple(alike(**found)))


def _capabilities() -> frozenset[str]:
    """What members can do and opportunities ask for, as the workspace calls it."""
    lists = (
        model.objects.exclude(capabilities=[]).values_list("capabilities", flat=True) for model in (Actor, Opportunity)
    )
    return frozenset(term for some in lists for terms in some for term in terms)


def _status(values: Mapping[str, Any], today: date) -> str:
    """Whether it is open, as far as its dates say."""
    opens, deadline = values.get("opens", ""), values.get("deadline", "")
    if deadline and partial_dates.ends(deadline) < today:
        return "closed"
    if opens and partial_dates.starts(opens) > today:
        return "forthcoming"
    return "open" if deadline else ""


def _description(text: str) -> str:
    """The text without the breaks of its pages and the space between its lines, as far as a record holds it."""
    lines = (" ".join(line.split()) for line in text.replace("\f", "\n\n").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:TEXT_LENGTH]
