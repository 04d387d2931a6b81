"""The list of the arrows between levels."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.phrases import computed_by
from bridgehead.influence import phrases
from bridgehead.influence.core.level_relations import LevelRelation, RelationPart
from bridgehead.influence.tables.cells import bound, decimals, interval_text, percent
from bridgehead.kit.list_tables import ListColumn, ListTable


@dataclass(frozen=True)
class LevelRow:
    """An arrow, or its direct or indirect part.

    Attributes
    ----------
    directness
        Of the part; blank for the whole.
    share
        Of the whole: how much of it is direct.
    """

    relation: LevelRelation
    directness: str
    part: RelationPart
    share: float | None = None


def level_table(relations: Sequence[LevelRelation]) -> ListTable[LevelRow]:
    """The arrows of figure 3d, each with both its parts where both are coded."""
    rows = []
    for relation in relations:
        whole = RelationPart(relation.strength, relation.interval, relation.sources)
        rows.append(LevelRow(relation, "", whole, relation.direct_share))
        if relation.direct is not None and relation.indirect is not None:
            rows += [LevelRow(relation, name, part) for name, part in relation.parts.items() if part is not None]
    return ListTable("levels", phrases.levels_title(), COLUMNS, rows, computed_by=computed_by())


def _name(row: LevelRow) -> str:
    return phrases.part_name(row.relation, row.directness)


def _linked(row: LevelRow) -> SafeString:
    relation = row.relation
    return format_html('<a href="?arrow={}#arrow">{}</a>', relation.key(row.directness), _name(row))


COLUMNS = (
    ListColumn[LevelRow]("relation", _("From → to"), _name, _linked, "lead"),
    ListColumn[LevelRow](
        "strength", _("Strength"), lambda row: row.part.strength, lambda row: decimals(row.part.strength), "number"
    ),
    ListColumn[LevelRow](
        "interval", _("90 % interval"), lambda row: interval_text(row.part.interval), style="number", in_file=False
    ),
    ListColumn[LevelRow]("low", _("Low"), lambda row: bound(row.part.interval, 0), on_page=False),
    ListColumn[LevelRow]("high", _("High"), lambda row: bound(row.part.interval, 1), on_page=False),
    ListColumn[LevelRow]("direct", _("Direct"), lambda row: row.share, lambda row: percent(row.share), "number"),
    ListColumn[LevelRow]("sources", _("Sources"), lambda row: row.part.sources, style="number"),
)
