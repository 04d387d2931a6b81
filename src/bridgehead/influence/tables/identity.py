"""Lists of industrial identity: outside partners, diversity, main codes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.phrases import computed_by
from bridgehead.framework.cordis_identity import CountryFigures
from bridgehead.influence import phrases
from bridgehead.influence.core.perceived_identity import Perception
from bridgehead.influence.core.regional_identity import IdentityStrength, RegionFocus, Speciality
from bridgehead.influence.services.regional_identity import PublicIdentity
from bridgehead.influence.tables.cells import bound, decimals, interval_text
from bridgehead.kit import countries, svg
from bridgehead.kit.list_tables import ListColumn, ListTable
from bridgehead.profile.phrases import label_with_pieces

VERDICT_ORDER = 2
PerceptionRow = tuple[str, Perception]


@dataclass(frozen=True)
class PartnerRow:
    """A region, or a year of one, with its outside partners; `part` is its share of the most that a region has."""

    label: str
    found: IdentityStrength
    part: float = 0.0


@dataclass(frozen=True)
class FocusRow:
    """A region with how diverse its activities are."""

    label: str
    found: RegionFocus


def partner_table(found: Mapping[str, IdentityStrength], names: Mapping[str, str]) -> ListTable[PartnerRow]:
    """Outside partners of each region."""
    most = max((strength.outside for strength in found.values()), default=0) or 1
    rows = [PartnerRow(names[region], strength, strength.outside / most) for region, strength in found.items()]
    bar = ListColumn[PartnerRow](
        "part", _("Outside partners"), lambda row: row.part, lambda row: svg.bar(row.part), "wide", in_file=False
    )
    columns = [ListColumn[PartnerRow]("region", _("Region"), lambda row: row.label, style="lead"), bar, *STRENGTHS]
    caption = _("Outside partners, with the ratio to the median of the comparison")
    return ListTable("partners", caption, columns, rows, computed_by=computed_by())


def partner_year_table(rows: Sequence[PartnerRow]) -> ListTable[PartnerRow]:
    """Outside partners of one region, by year."""
    columns = [ListColumn[PartnerRow]("year", _("Year"), lambda row: row.label, style="lead"), *STRENGTHS]
    return ListTable("partners-by-year", _("Outside partners by year"), columns, rows, computed_by=computed_by())


def focus_table(hierarchy: str, rows: Sequence[FocusRow]) -> ListTable[FocusRow]:
    """Diversity of each region by one kind of code."""
    return ListTable(f"focus-{hierarchy}", _("Diversity by region"), FOCUS_COLUMNS, rows, computed_by=computed_by())


def speciality_table(hierarchy: str, rows: Sequence[Speciality]) -> ListTable[Speciality]:
    """The codes that a region works on most."""
    return ListTable(
        f"codes-{hierarchy}", _("Codes with quotient and density"), SPECIALITY_COLUMNS, rows, computed_by=computed_by()
    )


def perception_table(rows: Mapping[str, Perception]) -> ListTable[PerceptionRow]:
    """Who perceives a region's identity, and what they see."""
    return ListTable(
        "perceptions",
        _("Who perceives the identity"),
        PERCEPTION_COLUMNS,
        list(rows.items()),
        computed_by=computed_by(),
    )


def public_table(found: PublicIdentity) -> ListTable[CountryFigures]:
    """A country beside those of its size in a set of public projects."""
    return ListTable(
        f"public-{found.projects.id}", found.projects.label, PUBLIC_COLUMNS, found.countries, computed_by=computed_by()
    )


def _diversity(row: FocusRow) -> float | None:
    return row.found.diversity[VERDICT_ORDER] if row.found.activities else None


def _unrelated(row: FocusRow) -> float | None:
    return row.found.variety.unrelated if row.found.variety else None


def _related(row: FocusRow) -> float | None:
    return row.found.variety.related if row.found.variety else None


PERCEPTION_COLUMNS = (
    ListColumn[PerceptionRow](
        "perceiver", _("Perceived by"), lambda row: phrases.perceiver_label(row[0]), style="lead"
    ),
    ListColumn[PerceptionRow](
        "label", _("Label"), lambda row: label_with_pieces(row[1].label, row[1].evidence), style="nowrap labelled"
    ),
    ListColumn[PerceptionRow](
        "standing",
        _("Standing"),
        lambda row: row[1].standing if row[1].known else None,
        lambda row: svg.interval(row[1].standing if row[1].known else None, *row[1].interval),
        "wide",
    ),
    ListColumn[PerceptionRow]("low", _("Low"), lambda row: row[1].interval[0], on_page=False),
    ListColumn[PerceptionRow]("high", _("High"), lambda row: row[1].interval[1], on_page=False),
    ListColumn[PerceptionRow]("mentions", _("Pieces of evidence"), lambda row: row[1].mentions, style="number"),
    ListColumn[PerceptionRow]("voices", _("Independent sources"), lambda row: row[1].voices, style="number"),
)
PUBLIC_COLUMNS = (
    ListColumn[CountryFigures]("country", _("Country"), lambda row: countries.name(row.country), style="lead"),
    ListColumn[CountryFigures]("projects", _("Projects"), lambda row: row.projects, style="number"),
    ListColumn[CountryFigures]("organisations", _("Organisations"), lambda row: row.organisations, style="number"),
    ListColumn[CountryFigures]("outside", _("Outside partners"), lambda row: row.outside, style="number"),
    ListColumn[CountryFigures]("ratio", _("Ratio"), lambda row: row.ratio, lambda row: decimals(row.ratio), "number"),
    ListColumn[CountryFigures](
        "ratio_interval",
        _("90 % interval"),
        lambda row: interval_text(row.ratio_interval),
        style="number",
        in_file=False,
    ),
    ListColumn[CountryFigures]("ratio_low", _("Ratio, low"), lambda row: bound(row.ratio_interval, 0), on_page=False),
    ListColumn[CountryFigures]("ratio_high", _("Ratio, high"), lambda row: bound(row.ratio_interval, 1), on_page=False),
    ListColumn[CountryFigures](
        "diversity", _("Diversity"), lambda row: row.diversity, lambda row: decimals(row.diversity, 1), "number"
    ),
    ListColumn[CountryFigures](
        "diversity_interval",
        _("90 % interval"),
        lambda row: interval_text(row.diversity_interval, 1),
        style="number",
        in_file=False,
    ),
    ListColumn[CountryFigures](
        "diversity_low", _("Diversity, low"), lambda row: bound(row.diversity_interval, 0), on_page=False
    ),
    ListColumn[CountryFigures](
        "diversity_high", _("Diversity, high"), lambda row: bound(row.diversity_interval, 1), on_page=False
    ),
)
STRENGTHS = (
    ListColumn[PartnerRow]("outside", _("Number"), lambda row: row.found.outside, style="number"),
    ListColumn[PartnerRow](
        "ratio", _("Ratio"), lambda row: row.found.ratio, lambda row: decimals(row.found.ratio), "number"
    ),
    ListColumn[PartnerRow](
        "interval",
        _("90 % interval"),
        lambda row: interval_text(row.found.interval),
        style="number",
        in_file=False,
    ),
    ListColumn[PartnerRow]("low", _("Low"), lambda row: bound(row.found.interval, 0), on_page=False),
    ListColumn[PartnerRow]("high", _("High"), lambda row: bound(row.found.interval, 1), on_page=False),
)
FOCUS_COLUMNS = (
    ListColumn[FocusRow]("region", _("Region"), lambda row: row.label, style="lead"),
    ListColumn[FocusRow]("activities", _("Activities"), lambda row: row.found.activities, style="number"),
    ListColumn[FocusRow]("codes", _("Codes"), lambda row: row.found.codes, style="number"),
    ListColumn[FocusRow]("diversity", _("Diversity"), _diversity, lambda row: decimals(_diversity(row), 1), "number"),
    ListColumn[FocusRow](
        "interval",
        _("90 % interval"),
        lambda row: interval_text(row.found.interval, 1),
        style="number",
        in_file=False,
    ),
    ListColumn[FocusRow]("low", _("Low"), lambda row: bound(row.found.interval, 0), on_page=False),
    ListColumn[FocusRow]("high", _("High"), lambda row: bound(row.found.interval, 1), on_page=False),
    ListColumn[FocusRow](
        "unrelated", _("Unrelated variety"), _unrelated, lambda row: decimals(_unrelated(row)), "number"
    ),
    ListColumn[FocusRow]("related", _("Related variety"), _related, lambda row: decimals(_related(row)), "number"),
)
SPECIALITY_COLUMNS = (
    ListColumn[Speciality]("code", _("Code"), lambda row: row.code, style="lead"),
    ListColumn[Speciality]("activities", _("Activities"), lambda row: row.activities, style="number"),
    ListColumn[Speciality](
        "quotient", _("Quotient"), lambda row: row.quotient, lambda row: decimals(row.quotient), "number"
    ),
    ListColumn[Speciality](
        "density", _("Density"), lambda row: row.density, lambda row: decimals(row.density), "number"
    ),
)
