"""Rules of consortia as data: one TOML file a rule set, the package's in `data/rules`, a cluster's own beside them."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bridgehead.framework.loader import PACKAGED
from bridgehead.framework.programme_countries import programmes
from bridgehead.kit import countries
from bridgehead.kit.errors import InputError, NotFound

FOLDER = PACKAGED / "rules"
KINDS: Mapping[str, tuple[str, ...]] = {
    "count": ("who", "min", "max"),
    "each": ("who",),
    "lead": ("who",),
    "countries": ("who", "min", "max"),
    "spread": ("who", "min", "independent", "of_which"),
    "share": ("of", "who", "min", "max"),
    "apart": ("tie",),
    "covered": ("min",),
    "budget": ("max",),
}
ACTOR_KINDS = ("firm", "knowledge", "public", "investor", "cluster", "cluster_network", "other")
SIZES = ("sme", "large")
ROLES = ("buyer", "partner")
PLACES = ("member", "associated", "eligible")
TIES = ("competitor", "owner")
BEARERS = ("partner", "country", "group")
BOUND = ("each", "lead")


@dataclass(frozen=True)
class ActorSelector:
    """Whom a rule speaks of: every condition that is given must hold; none given is everybody.

    Attributes
    ----------
    kinds, sizes, countries, roles
        One of them is enough; empty asks nothing.
    where
        `member`, `associated` or `eligible` (either) at the day of the opportunity, or blank.
    """

    kinds: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    where: str = ""


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes
    ----------
    kind
        `count` members, `each` member, the `lead`, number of `countries`, `spread` over countries by
        different entities, `share` of the budget, `apart` (no two with such a tie), share of the
        capabilities `covered`, sum of what members ask for within the `budget`.
    says
        The rule in words.
    low, high
        `min` and `max` of the file; None where the file gives none.
    of_which
        For `spread`: how many of the entities must be at a place, as (place, number).
    """

    id: str
    kind: str
    says: str
    who: ActorSelector = ActorSelector()
    low: float | None = None
    high: float | None = None
    of: str = ""
    tie: str = ""
    independent: bool = False
    of_which: tuple[str, int] | None = None


@dataclass(frozen=True)
class RuleSet:
    """The rules of one programme, kind of opportunity or cluster.

    Attributes
    ----------
    members
        Fewest and most members.
    programme
        Whose association counts as eligible (`framework/data/countries.toml`); blank for members of the EU only.
    check
        What the records cannot answer and a person has to check.
    eligibility
        Whom the opportunity's own conditions bind: `each` member, or the `lead` alone.
    """

    id: str
    label: str
    source: str
    members: tuple[int, int]
    rules: tuple[Rule, ...]
    programme: str = ""
    check: tuple[str, ...] = ()
    eligibility: str = "each"
    own: bool = field(default=False, compare=False)


def rule_sets(added: Path | None = None) -> dict[str, RuleSet]:
    """Every rule set by its name, a cluster's own after the package's; one of the same name replaces it.

    Parameters
    ----------
    added
        A folder with a cluster's own `NAME.toml` files.

    Raises
    ------
    InputError
        At the first mistake in a file, naming the key, what was found and what is expected.
    """
    found = {path.stem: _read(path, own=False) for path in sorted(FOLDER.glob("*.toml"))}
    if added is not None and added.is_dir():
        found |= {path.stem: _read(path, own=True) for path in sorted(added.glob("*.toml"))}
    return found


def rule_set(name: str, added: Path | None = None) -> RuleSet:
    """One rule set.

    Raises
    ------
    NotFound
        If there is none of that name.
    InputError
        If its file has a mistake; those of others do not matter.
    """
    own = {} if added is None else {path.stem: path for path in added.glob("*.toml")}
    packaged = {path.stem: path for path in FOLDER.glob("*.toml")}
    path = own.get(name) or packaged.get(name)
    if path is None:
        raise NotFound(f"Rule set “{name}” does not exist. Choose one of {', '.join(sorted({*packaged, *own}))}.")
    return _read(path, own=name in own)


@dataclass(frozen=True)
class _RuleReader:
    """A table of a file, read key by key; what is left over is a mistake."""

    file: str
    key: str
    values: dict[str, Any]

    def take(self, name: str, accepts: Callable[[Any], bool], expected: str, default: Any = None) -> Any:
        if name not in self.values:
            if default is not None:
                return default
            raise InputError(expected, file=self.file, column=self._path(name), found="nothing")
        value = self.values.pop(name)
        if not accepts(value):
            raise InputError(expected, file=self.file, column=self._path(name), found=value)
        return value

    def text(self, name: str, default: str | None = None) -> str:
        return str(self.take(name, lambda v: isinstance(v, str) and v.strip() != "", "some text", default))

    def term(self, name: str, terms: tuple[str, ...], default: str | None = None) -> str:
        return str(self.take(name, lambda v: isinstance(v, str) and v in terms, "one of " + ", ".join(terms), default))

    def terms(self, name: str, allowed: Callable[[str], bool], expected: str) -> tuple[str, ...]:
        def fine(value: Any) -> bool:
            return isinstance(value, list) and all(isinstance(v, str) and allowed(v) for v in value)

        return tuple(self.take(name, fine, expected, []))

    def table(self, name: str) -> "_RuleReader":
        values = self.take(name, lambda v: isinstance(v, dict), "a table { … }", {})
        return _RuleReader(self.file, self._path(name), dict(values))

    def done(self, known: tuple[str, ...]) -> None:
        if self.values:
            name = min(self.values)
            expected = f"one of the keys {', '.join(known)}"
            raise InputError(expected, file=self.file, column=self._path(name), found=name, code="key_unknown")

    def _path(self, name: str) -> str:
        return f"{self.key}.{name}" if self.key else name


def _read(path: Path, *, own: bool) -> RuleSet:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"a TOML file in UTF-8 ({error})", file=path.name) from error
    entry = _RuleReader(path.name, "", values)
    known = ("label", "source", "members", "programme", "check", "eligibility", "rule")
    label, source = entry.text("label"), entry.text("source")
    low, high = entry.take("members", _is_range, "[fewest, most] members, 1 to 100")
    programme = entry.term("programme", programmes(), "") if "programme" in values else ""
    check = entry.terms("check", lambda v: bool(v.strip()), 'conditions in words, ["…", "…"]')
    eligibility = entry.term("eligibility", BOUND, "each")
    tables = entry.take("rule", lambda v: isinstance(v, list) and all(isinstance(r, dict) for r in v), "[[rule]]", [])
    entry.done(known)
    rules = tuple(_rule(_RuleReader(path.name, f"rule {n}", dict(t))) for n, t in enumerate(tables, 1))
    doubled = [r.id for n, r in enumerate(rules) if r.id in {other.id for other in rules[:n]}]
    if doubled:
        raise InputError("an id that no other rule has", file=path.name, column="id", found=doubled[0])
    return RuleSet(path.stem, label, source, (low, high), rules, programme, check, eligibility, own)


def _is_range(value: Any) -> bool:
    whole = isinstance(value, list) and len(value) == 2 and all(type(v) is int for v in value)
    return whole and 1 <= value[0] <= value[1] <= 100


def _rule(entry: _RuleReader) -> Rule:
    id_, kind, says = entry.text("id"), entry.term("kind", tuple(KINDS)), entry.text("says")
    known = KINDS[kind]
    given = set(entry.values)
    low, high = (_bound(entry, kind, name) if name in given and name in known else None for name in ("min", "max"))
    rule = Rule(
        id=id_,
        kind=kind,
        says=says,
        who=_selector(entry.table("who")) if "who" in known else ActorSelector(),
        low=low,
        high=high,
        of=entry.term("of", BEARERS) if "of" in known else "",
        tie=entry.term("tie", TIES) if "tie" in known else "",
        independent="independent" in known
        and bool(entry.take("independent", lambda v: isinstance(v, bool), "true or false", False)),
        of_which=_of_which(entry.table("of_which")) if "of_which" in known and "of_which" in given else None,
    )
    entry.done(("id", "kind", "says", *known))
    _complete(entry, rule)
    return rule


def _bound(entry: _RuleReader, kind: str, name: str) -> float:
    if kind in ("share", "covered", "budget"):
        top = 1 if kind != "budget" else 10
        return float(
            entry.take(
                name,
                lambda v: isinstance(v, int | float) and not isinstance(v, bool) and 0 < v <= top,
                f"a share above 0, at most {top}",
            )
        )
    return float(entry.take(name, lambda v: type(v) is int and 0 <= v <= 100, "a whole number from 0 to 100"))


def _complete(entry: _RuleReader, rule: Rule) -> None:
    """What one key alone does not show: bounds that are there and in order."""
    if rule.kind in ("count", "countries", "share") and rule.low is None and rule.high is None:
        raise InputError("min or max", file=entry.file, column=entry.key, found="nothing")
    if rule.kind == "share" and rule.of != "group" and rule.low is not None:
        raise InputError('max only (min is for of = "group")', file=entry.file, column=f"{entry.key}.min", found="min")
    if rule.kind in ("spread", "covered") and rule.low is None:
        raise InputError("a min", file=entry.file, column=entry.key, found="nothing")
    if rule.kind in ("each", "lead") and rule.who == ActorSelector():
        raise InputError("a selector, who = { … }", file=entry.file, column=entry.key, found="nothing")
    if rule.low is not None and rule.high is not None and rule.low > rule.high:
        raise InputError(
            "a min that is at most max", file=entry.file, column=entry.key, found=f"{rule.low:g} and {rule.high:g}"
        )


def _selector(entry: _RuleReader) -> ActorSelector:
    iso = countries.names()
    found = ActorSelector(
        kinds=entry.terms("kinds", ACTOR_KINDS.__contains__, "kinds of actor: " + ", ".join(ACTOR_KINDS)),
        sizes=entry.terms("sizes", SIZES.__contains__, "sizes: sme, large"),
        countries=entry.terms("countries", iso.__contains__, "countries (ISO 3166-1 alpha-2)"),
        roles=entry.terms("roles", ROLES.__contains__, "roles: buyer, partner"),
        where=entry.term("where", PLACES) if "where" in entry.values else "",
    )
    entry.done(("kinds", "sizes", "countries", "roles", "where"))
    return found


def _of_which(entry: _RuleReader) -> tuple[str, int]:
    where = entry.term("where", PLACES)
    number = entry.take("min", lambda v: type(v) is int and 1 <= v <= 100, "a whole number from 1 to 100")
    entry.done(("where", "min"))
    return where, int(number)
