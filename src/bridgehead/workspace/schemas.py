"""The JSON shapes of the workspace: changes, duplicates, findings of the check."""

from collections.abc import Iterable, Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field

from bridgehead.importers.core.call_text.call_proposal import CallProposal
from bridgehead.importers.core.call_text.cues import Reading
from bridgehead.importers.core.record_linkage import LinkagePair
from bridgehead.importers.phrases import duplicate_signs
from bridgehead.importers.services.opportunity_proposals import ProposedOpportunity
from bridgehead.kit.models import Batch
from bridgehead.workspace.services.doctor import Examined


class ChangeOut(BaseModel):
    """A change: when, who, what, and how many records it touched."""

    batch: int
    at: str
    who: str | None
    what: str
    undoes: int | None
    add: int = 0
    change: int = 0
    remove: int = 0


class ChangesAnswer(BaseModel):
    """Changes, the latest first."""

    changes: list[ChangeOut]

    @classmethod
    def of(cls, found: Iterable[Batch], sizes: Mapping[int, Mapping[str, int]]) -> Self:
        """Changes with the number of records of each."""
        return cls(
            changes=[
                ChangeOut(
                    batch=batch.pk,
                    at=batch.at.isoformat(),
                    who=batch.who.get_username() if batch.who else None,
                    what=batch.what,
                    undoes=batch.undoes_id,
                    **{action: sizes.get(batch.pk, {}).get(action, 0) for action in ("add", "change", "remove")},
                )
                for batch in found
            ]
        )


class DuplicateOut(BaseModel):
    """A pair of records that may be one organisation; evidence for and against in words."""

    first: str
    second: str
    score: float
    evidence_for: list[str] = Field(alias="for")
    evidence_against: list[str] = Field(alias="against")


class DuplicatesAnswer(BaseModel):
    """Possible duplicates, the likeliest first."""

    duplicates: list[DuplicateOut]

    @classmethod
    def of(cls, found: Iterable[LinkagePair]) -> Self:
        """Pairs with their signs in words."""
        return cls(
            duplicates=[
                DuplicateOut.model_validate(
                    {
                        "first": pair.first.id,
                        "second": pair.second.id,
                        "score": round(pair.score, 3),
                        "for": duplicate_signs(pair.for_it),
                        "against": duplicate_signs(pair.against_it),
                    }
                )
                for pair in found
            ]
        )


class StoreFaultOut(BaseModel):
    """One thing that is wrong with the workspace, and what to do."""

    model_config = ConfigDict(from_attributes=True)

    said: str
    table: str
    record: str
    column: str
    found: str
    expected: str
    link: str
    mend: str
    is_wrong: bool


class DoctorAnswer(BaseModel):
    """What the check of the workspace found, by check."""

    checks: dict[str, list[StoreFaultOut]]

    @classmethod
    def of(cls, found: Iterable[Examined]) -> Self:
        """All findings."""
        return cls(checks={e.check.name: [StoreFaultOut.model_validate(f) for f in e.findings] for e in found})


class CallReadingOut(BaseModel):
    """A value that was read from a document, and the passage in which it stands."""

    value: str | float
    proposed: bool
    start: int
    end: int
    page: int | None = None
    passage: str = ""


class CallProposalOut(BaseModel):
    """An opportunity as a document describes it: what is proposed, and all that was read."""

    file: str
    is_cut: bool
    values: dict[str, str | float | list[str] | None]
    readings: dict[str, list[CallReadingOut]]
    other_currency: list[str]
    on_record: list[str]

    @classmethod
    def of(cls, found: ProposedOpportunity, values: Mapping[str, Any], *, file: str) -> Self:
        """A proposal with the values that would be added."""
        readings = found.proposal.readings
        return cls(
            file=file,
            is_cut=found.is_cut,
            values=dict(values),
            readings={name: [_reading(found.proposal, name, r) for r in some] for name, some in readings.items()},
            other_currency=[str(amount.value) for amount in found.proposal.other_currency],
            on_record=[opportunity.pk for opportunity in found.on_record],
        )

    def read_from(self, name: str) -> str:
        """The passage of a field's first proposed value, with its page; blank where there is none."""
        first = next((r for r in self.readings.get(name, ()) if r.proposed and r.passage), None)
        return "" if first is None else f"p. {first.page}: {first.passage}" if first.page else first.passage


def _reading(proposal: CallProposal, name: str, reading: Reading) -> CallReadingOut:
    said, proposed = proposal.passage(reading), proposal.values.get(name)
    return CallReadingOut(
        value=reading.value,
        proposed=reading.value in proposed if isinstance(proposed, list) else reading.value == proposed,
        start=reading.start,
        end=reading.end,
        page=(said.page or None) if said else None,
        passage=f"{said.before}{said.value}{said.after}".strip() if said else "",
    )
