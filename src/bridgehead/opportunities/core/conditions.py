"""Conditions of an opportunity: their grammar, and what each asks.

A condition is a kind of organisation or a size of firm (`sme`), a list (`region: DK04, DK05`), a bound on a number
(`age: at most 5`), or words that a person has to check. Letters may be small or capital.

    list    = ("country" | "region" | "sector" | "technology") ":" item {"," item}
    measure = ("age" | "staff" | "turnover") ":" bound
    bound   = ("at least" | "at most" | "over" | "under") number | number "to" number

A country is an ISO 3166-1 alpha-2 code, a region a NUTS code of level 0 to 3, a number has digits and, but for the
years of `age`, may have a decimal point. Whatever starts otherwise is a condition in words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from bridgehead.kit import countries, number_format
from bridgehead.kit.country_reader import country_or_text

SIZES = ("sme", "large")
KINDS = ("firm", "knowledge", "public", "investor", "cluster", "cluster_network", "other")
LISTS = ("country", "region", "sector", "technology")
MEASURES = ("age", "staff", "turnover")
REGION = re.compile(r"[A-Z]{2}[0-9A-Z]{0,3}", re.ASCII)
"""A NUTS code: a country, and one character for each of up to three levels (Regulation (EC) No 1059/2003, Art. 2)."""
NUMBER = r"(\d{1,15}(?:\.\d{1,6})?)"
ONE_SIDED = re.compile(rf"(at least|at most|over|under) +{NUMBER}", re.ASCII)
TWO_SIDED = re.compile(rf"{NUMBER} +to +{NUMBER}", re.ASCII)
OLDEST = 999


@dataclass(frozen=True)
class Bound:
    """What a number has to be.

    Attributes
    ----------
    low, high
        The least and the most it may be; None for no such bound.
    over, under
        Whether it has to be more than `low`, less than `high`.
    """

    low: float | None = None
    high: float | None = None
    over: bool = False
    under: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """How conditions write it: the two sides of what is no plain range each by itself."""
        low, high = number_format.render(self.low), number_format.render(self.high)
        if low and high and not (self.over or self.under):
            return (f"{low} to {high}",)
        sides = ((low, "over" if self.over else "at least"), (high, "under" if self.under else "at most"))
        return tuple(f"{words} {number}" for number, words in sides if number)


@dataclass(frozen=True)
class Conditions:
    """The conditions of an opportunity, sorted.

    Attributes
    ----------
    who
        Kinds and sizes.
    where, regions
        Country codes; NUTS codes.
    sectors, technologies
        In words.
    bounds
        What is measured (`age`, `staff`, `turnover`), and what it has to be; of one measure there may be several.
    by_hand
        In words.
    """

    who: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    bounds: tuple[tuple[str, Bound], ...] = ()
    by_hand: tuple[str, ...] = ()
    asks: frozenset[str] = field(default=frozenset(), compare=False)
    """Facts beside kind, size and country that are needed to judge them: `region`, `founded`, `staff` and the rest."""

    @property
    def asked(self) -> tuple[str, ...]:
        """Kinds and sizes as a person reads them: a size makes `firm` needless."""
        return tuple(term for term in self.who if not (term == "firm" and set(self.who) & set(SIZES)))


FACTS = {"region": "region", "sector": "sector", "technology": "technologies", "age": "founded"}
"""Which fact a condition needs, where it is not called so."""


def sort_conditions(conditions: Iterable[str]) -> Conditions:
    """Tell conditions apart by what they ask; what is not well-formed is one in words."""
    who, bounds, by_hand = list[str](), list[tuple[str, Bound]](), list[str]()
    lists: dict[str, list[str]] = {name: [] for name in LISTS}
    for condition in conditions:
        term = condition.strip()
        name, items = _split(term)
        if term.lower() in SIZES or term.lower() in KINDS:
            who.append(term.lower())
        elif fault(term):
            by_hand.append(term)
        elif name in LISTS:
            lists[name] += _items(name, items)
        elif name in MEASURES and (bound := parse_bound(items)):
            bounds.append((name, bound))
        elif term:
            by_hand.append(term)
    asks = {name for name in ("region", "sector", "technology") if lists[name]} | {name for name, _ in bounds}
    return Conditions(
        who=tuple(who),
        where=tuple(lists["country"]),
        regions=tuple(lists["region"]),
        sectors=tuple(lists["sector"]),
        technologies=tuple(lists["technology"]),
        bounds=tuple(bounds),
        by_hand=tuple(by_hand),
        asks=frozenset(FACTS.get(name, name) for name in asks),
    )


def fault(condition: str) -> str:
    """What is wrong with a condition: `country`, `region`, `list`, `age` or `number`; blank for a well-formed one."""
    name, items = _split(condition.strip())
    if name in LISTS:
        found = _items(name, items)
        if not found or not all(found):
            return name if name in ("country", "region") else "list"
        known = {"country": countries.names().__contains__, "region": _is_region}.get(name, bool)
        return "" if all(map(known, found)) else name
    if name in MEASURES:
        bound = parse_bound(items)
        if name == "age":
            whole = bound is not None and all(
                n is None or (n.is_integer() and n <= OLDEST) for n in (bound.low, bound.high)
            )
            return "" if whole else "age"
        return "" if bound else "number"
    return ""


def _split(term: str) -> tuple[str, str]:
    """What a condition is about, and what it says of it; blank for one in words."""
    name, colon, rest = term.partition(":")
    name = name.strip().lower()
    return (name, rest.strip()) if colon and name in (*LISTS, *MEASURES) else ("", "")


def _items(name: str, text: str) -> list[str]:
    items = [part.strip() for part in text.split(",")]
    if name == "country":
        return [country_or_text(item) for item in items]
    return [_as_nuts(item.upper()) for item in items] if name == "region" else items


def _as_nuts(code: str) -> str:
    """A code of a region, its country as NUTS writes it."""
    return countries.european(code[:2]) + code[2:]


def _is_region(code: str) -> bool:
    return REGION.fullmatch(code) is not None and countries.standard(code[:2]) in countries.names()


def parse_bound(text: str) -> Bound | None:
    """What a bound says; None where it is none."""
    if found := ONE_SIDED.fullmatch(text.lower()):
        words, number = found[1], float(found[2])
        if words in ("at least", "over"):
            return Bound(low=number, over=words == "over")
        return Bound(high=number, under=words == "under")
    if found := TWO_SIDED.fullmatch(text.lower()):
        low, high = float(found[1]), float(found[2])
        return Bound(low, high) if low <= high else None
    return None
