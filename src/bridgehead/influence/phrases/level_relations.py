"""Sentences on how the levels act on each other."""

from django.utils.translation import gettext as _

from bridgehead.framework.loader import load_framework
from bridgehead.influence.core.level_relations import LevelRelation, RelationPart


def level_label(level: str) -> str:
    """A level of figure 3d."""
    return load_framework().label("level", level)


def level_description(level: str) -> str:
    """What acts on a level of figure 3d."""
    return {
        "macro": _("Innovation system, regulation, identity"),
        "meso": _("Clusters and networks of clusters"),
        "micro": _("Firms"),
    }[level]


def relation_name(found: LevelRelation) -> str:
    """An arrow of figure 3d by its two levels."""
    return _("{from_level} → {to_level}").format(
        from_level=level_label(found.from_level), to_level=level_label(found.to_level)
    )


def part_name(found: LevelRelation, directness: str | None) -> str:
    """The direct or indirect part of an arrow, or the whole of it."""
    if not directness:
        return relation_name(found)
    return _("{relation}, {directness}").format(
        relation=relation_name(found), directness=directness_label(directness).lower()
    )


def directness_label(directness: str | None) -> str:
    """Whether an arrow of figure 3d is direct."""
    return load_framework().label("directness", directness) if directness else _("Not coded")


def arrow_label(found: LevelRelation, directness: str | None, part: RelationPart) -> str:
    """A drawn arrow for a reader that does not see the figure."""
    if part.strength is None:
        return _("{relation}: no evidence").format(relation=relation_name(found))
    return _("{relation}: {strength}, {directness}").format(
        relation=relation_name(found),
        strength=f"{part.strength:.2f}",
        directness=directness_label(directness).lower(),
    )


def levels_title() -> str:
    """The caption of figure 3d."""
    return _("Influence between levels")
