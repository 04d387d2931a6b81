"""The JSON shape of firms side by side."""

from collections.abc import Mapping

from pydantic import BaseModel

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.schemas import ScopedAnswer, scope_fields
from bridgehead.profile.core.firm_comparison import FirmCharacteristics, FirmComparison
from bridgehead.profile.core.standing import Standing, WeightShare
from bridgehead.profile.phrases import comparison_title
from bridgehead.profile.schemas.profile import Interval, OwnStandingAnswer, StatementAnswer, without_shares


class ShareAnswer(BaseModel):
    """A share with its interval."""

    share: float
    interval: Interval


class ComparedStandingAnswer(BaseModel):
    """A standing in a comparison, with the intervals of its shares."""

    standing: float
    interval: Interval
    label: str
    evidence: int
    sources: int
    origins: dict[str, ShareAnswer]
    mechanisms: dict[str, ShareAnswer]
    cluster_mechanisms: dict[str, ShareAnswer]
    main_origins: list[str]
    own: OwnStandingAnswer

    @classmethod
    def of(cls, found: Standing) -> "ComparedStandingAnswer":
        """The answer for a standing."""
        return cls(
            **without_shares(found),
            origins=share_answers(found.origins),
            mechanisms=share_answers(found.mechanisms),
            cluster_mechanisms=share_answers(found.cluster_mechanisms),
            main_origins=list(found.main_origins),
        )


class CharacteristicsAnswer(BaseModel):
    """A firm in table 4; what is not recorded is blank or null."""

    size: str
    staff: float | None
    turnover: float | None
    founded: str
    sector: str
    country: str
    city: str
    entered: list[str]
    explored: list[str]
    motives: dict[str, StatementAnswer]
    stance: dict[str, StatementAnswer]
    declared: str
    found: list[str]

    @classmethod
    def of(cls, firm: FirmCharacteristics) -> "CharacteristicsAnswer":
        """The answer for a firm."""
        said = {
            name: {code: StatementAnswer.of(one) for code, one in some.items()}
            for name, some in (("motives", firm.motives), ("stance", firm.stance))
        }
        return cls(**{name: value for name, value in vars(firm).items() if name not in said} | said)


class ComparisonTableAnswer(BaseModel):
    """One of the study's tables 5 to 8: component to firm to standing."""

    table: int
    title: str
    components: dict[str, dict[str, ComparedStandingAnswer]]


class ComparisonAnswer(ScopedAnswer):
    """Firms side by side."""

    firms: list[str]
    characteristics: dict[str, CharacteristicsAnswer]
    tables: list[ComparisonTableAnswer]

    @classmethod
    def of(cls, found: FirmComparison, scope: RecordScope) -> "ComparisonAnswer":
        """The answer for some firms."""
        return cls(
            **scope_fields(scope),
            firms=list(found.characteristics),
            characteristics={id_: CharacteristicsAnswer.of(firm) for id_, firm in found.characteristics.items()},
            tables=[
                ComparisonTableAnswer(
                    table=table.number,
                    title=comparison_title(table.number),
                    components={
                        code: {firm: ComparedStandingAnswer.of(standing) for firm, standing in row.items()}
                        for code, row in table.cells.items()
                    },
                )
                for table in found.tables
            ],
        )


def share_answers(shares: Mapping[str, WeightShare]) -> dict[str, ShareAnswer]:
    """Shares by class with their intervals."""
    return {name: ShareAnswer(share=share.share, interval=share.interval) for name, share in shares.items()}
