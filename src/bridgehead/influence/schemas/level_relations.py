"""The JSON shape of the arrows between levels."""

from pydantic import BaseModel, Field

from bridgehead.influence.core.level_relations import LevelRelation, RelationPart

Interval = tuple[float, float]


class RelationPartAnswer(BaseModel):
    """The direct or the indirect part of an arrow."""

    strength: float | None
    interval: Interval | None
    sources: int

    @classmethod
    def of(cls, found: RelationPart | None) -> "RelationPartAnswer | None":
        """The answer for a part; None where no such relation is coded."""
        return None if found is None else cls(**vars(found))


class RelationPartsAnswer(BaseModel):
    """An arrow by directness."""

    direct: RelationPartAnswer | None
    indirect: RelationPartAnswer | None


class LevelRelationAnswer(BaseModel):
    """An arrow of figure 3d."""

    from_: str = Field(serialization_alias="from")
    to: str
    strength: float | None
    interval: Interval | None
    direct_share: float | None
    directness: str | None
    sources: int
    parts: RelationPartsAnswer

    @classmethod
    def of(cls, found: LevelRelation) -> "LevelRelationAnswer":
        """The answer for an arrow."""
        return cls(
            from_=found.from_level,
            to=found.to_level,
            strength=found.strength,
            interval=found.interval,
            direct_share=found.direct_share,
            directness=found.directness,
            sources=found.sources,
            parts=RelationPartsAnswer(
                direct=RelationPartAnswer.of(found.direct), indirect=RelationPartAnswer.of(found.indirect)
            ),
        )
