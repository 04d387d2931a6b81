"""The JSON shapes of the workspace: changes, duplicates, findings of the check."""

from collections.abc import Iterable, Mapping
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from bridgehead.importers.core.record_linkage import LinkagePair
from bridgehead.importers.phrases import duplicate_signs
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
