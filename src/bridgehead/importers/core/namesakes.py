"""Organisations and people of one name: which of them a row means, if any of them alone."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from bridgehead.importers.core.name_normalisation import domain
from bridgehead.importers.core.record_linkage import same_place


class Namesake(NamedTuple):
    """An organisation of some name: its id, and what tells it from others of that name; blank where unknown."""

    id: str
    country: str = ""
    city: str = ""
    region: str = ""
    website: str = ""

    @classmethod
    def of(cls, id_: str, values: Mapping[str, Any]) -> "Namesake":
        """What a row says."""
        return cls(id_, *(values.get(field, "") for field in cls._fields[1:]))

    def agrees(self, other: "Namesake") -> bool:
        """Whether nothing tells the two apart.

        In one country a firm may have moved, or have several places; without one, another town is another firm, and so
        is another website where no town is shared.
        """
        if self.country and other.country:
            return self.country == other.country
        if self.city and other.city:
            return same_place(self.city, other.city)
        if self.region and other.region and not same_place(self.region, other.region):
            return False
        here, there = domain(self.website), domain(other.website)
        return not here or not there or here == there

    def shared(self, other: "Namesake") -> int:
        """How much the two have in common: the country counts most, then the town."""
        same = [bool(one) and one == two for one, two in zip(self[1:], other[1:], strict=True)]
        same[1] = bool(self.city and other.city) and same_place(self.city, other.city)
        return sum(weight for weight, is_same in zip((8, 4, 2, 1), same, strict=True) if is_same)

    def filled(self, other: "Namesake") -> "Namesake":
        """With what the other one knows beside it."""
        return Namesake(self.id, *(mine or theirs for mine, theirs in zip(self[1:], other[1:], strict=True)))


def choose_namesake(facts: Namesake, found: Sequence[Namesake]) -> str | None:
    """The one that a row can only mean; None where each is told apart, or several fit as well as each other.

    Of several, one of whom exactly this is known is meant: whoever reads a list twice finds the same ones again.
    """
    fitting = [one for one in found if one.agrees(facts)]
    if len(fitting) <= 1:
        return fitting[0].id if fitting else None
    exact = next((one for one in fitting if one[1:] == facts[1:]), None)
    if exact is not None:
        return exact.id
    best = max(one.shared(facts) for one in fitting)
    nearest = [one for one in fitting if one.shared(facts) == best]
    return nearest[0].id if len(nearest) == 1 and best else None
