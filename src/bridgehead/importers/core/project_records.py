"""What any source of funded projects says: who took part in what, by number of the source."""

from dataclasses import dataclass, field
from typing import Any

KINDS = {"prc": "firm", "hes": "knowledge", "rec": "knowledge", "pub": "public", "oth": "other"}
COORDINATOR = "coordinator"
FUNDER = "EU"
NUMBERED = r"^(PIC|[\w-]+ project) \d+$"
"""Names that writing gives to what its source does not name: `PIC 999989976`, `FP7 project 85218`."""

Attributes = dict[str, Any]


@dataclass
class Projects:
    """Projects, organisations and who took part, ready to be written.

    Attributes
    ----------
    activities
        Activity's id to its attributes, without the organiser; a blank name is unknown.
    actors
        PIC (participant identification code) to the attributes of an actor; a blank name is unknown.
    vats
        PIC and VAT number, each pair once.
    parts
        Activity's id, PIC and role to the contribution in euros, None where unknown.
    organisers
        Activity's id to the PIC of its first coordinator.
    names
        PIC to the names that rows give the organisation.
    """

    activities: dict[str, Attributes] = field(default_factory=dict)
    actors: dict[str, Attributes] = field(default_factory=dict)
    vats: dict[tuple[str, str], None] = field(default_factory=dict)
    parts: dict[tuple[str, str, str], float | None] = field(default_factory=dict)
    organisers: dict[str, str] = field(default_factory=dict)
    names: dict[str, dict[str, None]] = field(default_factory=dict)

    def add_actor(self, pic: str, attributes: Attributes) -> None:
        """Note an organisation; of several rows about it, the last one that says something counts."""
        if name := attributes["name"]:
            self.names.setdefault(pic, {})[name] = None
        known = self.actors.get(pic)
        if known is None:
            self.actors[pic] = attributes
        elif known != attributes:
            known.update({name: value for name, value in attributes.items() if value})

    def add_part(self, activity: str, pic: str, role: str, contribution: float | None) -> None:
        """Note a participation; one that ended and began anew is one, with the sum of its money."""
        key = (activity, pic, role)
        earlier = self.parts.get(key)
        self.parts[key] = contribution if earlier is None else earlier + (contribution or 0)


def activity_id(framework: str, rcn: str) -> str:
    """Id of a project: the framework programme and the record number that every source of it has."""
    return f"{framework.casefold()}-{rcn}"


def actor_id(pic: str) -> str:
    """Id of an organisation that nothing but its PIC tells from others."""
    return f"pic-{pic}"


def size(kind: str, sme: bool | None) -> str:
    """Size of an organisation; only of a firm is it known that what is no SME is large."""
    if sme is None:
        return ""
    return "sme" if sme else "large" if kind == "firm" else ""
