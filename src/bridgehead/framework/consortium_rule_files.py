"""Rules of consortia as files: one TOML file a rule set, the package's in `data/rules`, a cluster's own beside them."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from bridgehead.framework.consortium_rules import ActorSelector, Rule, RuleSet
from bridgehead.framework.loader import PACKAGED
from bridgehead.framework.programme_countries import programmes
from bridgehead.framework.toml_files import Text, TomlTable, check_table, read_toml
from bridgehead.kit import countries
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.expectations import expects, finds

FOLDER = PACKAGED / "rules"
ACTOR_KINDS = ("firm", "knowledge", "public", "investor", "cluster", "cluster_network", "other")
SIZES = ("sme", "large")
ROLES = ("buyer", "partner")
PLACES = ("member", "associated", "eligible")
TIES = ("competitor", "owner")
BEARERS = ("partner", "country", "group")
BOUND = ("each", "lead")
MOST = 100
"""The most members that a bound may name."""


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
        raise NotFound(expects("no_rule_set", name=name, known=sorted({*packaged, *own})))
    return _read(path, own=name in own)


SHARE = "a share above 0, at most 1"
COUNT = "a whole number from 0 to 100"


def _known(terms: Callable[[], Collection[str]]) -> AfterValidator:
    def check(found: list[str]) -> list[str]:
        if any(term not in terms() for term in found):
            raise ValueError
        return found

    return AfterValidator(check)


def _fewest_and_most(found: list[int]) -> list[int]:
    if len(found) != 2 or not 1 <= found[0] <= found[1] <= MOST:
        raise ValueError
    return found


def _programme(found: str) -> str:
    if found and found not in programmes():
        raise ValueError
    return found


def _countries() -> Collection[str]:
    return countries.names()


Place = Literal["member", "associated", "eligible"]
KindsOfActor = Annotated[list[str], _known(lambda: ACTOR_KINDS)]
Sizes = Annotated[list[str], _known(lambda: SIZES)]
Countries = Annotated[list[str], _known(_countries)]
Roles = Annotated[list[str], _known(lambda: ROLES)]
Programme = Annotated[str, AfterValidator(_programme)]


class SelectorTable(TomlTable):
    """Whom a rule speaks of, in the file."""

    kinds: KindsOfActor = Field(default=[], description="kinds of actor: " + ", ".join(ACTOR_KINDS))
    sizes: Sizes = Field(default=[], description="sizes: sme, large")
    countries: Countries = Field(default=[], description="countries (ISO 3166-1 alpha-2)")
    roles: Roles = Field(default=[], description="roles: buyer, partner")
    where: Literal["", Place] = Field(default="", description="one of " + ", ".join(PLACES))
    programme: Programme = Field(default="", description="a programme: " + ", ".join(programmes()))


class PlaceTable(TomlTable):
    """How many entities must be at a place, in the file."""

    where: Place = Field(description="one of " + ", ".join(PLACES))
    low: int = Field(alias="min", ge=1, le=MOST, description="a whole number from 1 to 100")


class RuleTable(TomlTable):
    """What every rule has in the file."""

    id: Text
    kind: str
    says: Text


class SelectingRuleTable(RuleTable):
    """A rule on each member or the lead."""

    who: SelectorTable = Field(default=SelectorTable(), description="a table { … }")


class CountRuleTable(SelectingRuleTable):
    """A rule on the number of members or countries."""

    low: int | None = Field(default=None, alias="min", ge=0, le=MOST, description=COUNT)
    high: int | None = Field(default=None, alias="max", ge=0, le=MOST, description=COUNT)


class SpreadRuleTable(SelectingRuleTable):
    """A rule on entities in different countries."""

    low: int | None = Field(default=None, alias="min", ge=0, le=MOST, description=COUNT)
    independent: bool = Field(default=False, description="true or false")
    of_which: PlaceTable | None = Field(default=None, description="a table { where, min }")


class ShareRuleTable(SelectingRuleTable):
    """A rule on shares of the budget."""

    of: Literal["partner", "country", "group"] = Field(description="one of " + ", ".join(BEARERS))
    low: float | None = Field(default=None, alias="min", gt=0, le=1, description=SHARE)
    high: float | None = Field(default=None, alias="max", gt=0, le=1, description=SHARE)


class ApartRuleTable(RuleTable):
    """A rule on members who must not have a tie."""

    tie: Literal["competitor", "owner"] = Field(description="one of " + ", ".join(TIES))


class CoveredRuleTable(RuleTable):
    """A rule on the share of capabilities that is covered."""

    low: float | None = Field(default=None, alias="min", gt=0, le=1, description=SHARE)


class BudgetRuleTable(RuleTable):
    """A rule on the sum that members ask for."""

    high: float | None = Field(default=None, alias="max", gt=0, le=10, description="a share above 0, at most 10")


class RuleSetTable(TomlTable):
    """A rule set's file."""

    label: Text
    source: Text
    members: Annotated[list[int], AfterValidator(_fewest_and_most)] = Field(
        description="[fewest, most] members, 1 to 100"
    )
    programme: str = Field(default="", description="a programme")
    check: list[Text] = Field(default=[], description='conditions in words, ["…", "…"]')
    eligibility: Literal["each", "lead"] = Field(default="each", description="one of " + ", ".join(BOUND))
    rule: list[dict[str, Any]] = Field(default=[], description="[[rule]]")


KINDS: Mapping[str, type[RuleTable]] = {
    "count": CountRuleTable,
    "each": SelectingRuleTable,
    "lead": SelectingRuleTable,
    "countries": CountRuleTable,
    "spread": SpreadRuleTable,
    "share": ShareRuleTable,
    "apart": ApartRuleTable,
    "covered": CoveredRuleTable,
    "budget": BudgetRuleTable,
}


def _read(path: Path, *, own: bool) -> RuleSet:
    file = path.name
    table = check_table(RuleSetTable, read_toml(path), file=file)
    if table.programme and table.programme not in programmes():
        expected = expects("one_of", options=programmes())
        raise InputError(expected, file=file, column="programme", found=table.programme)
    rules = tuple(_rule(values, file, f"rule {n}") for n, values in enumerate(table.rule, 1))
    doubled = [r.id for n, r in enumerate(rules) if r.id in {other.id for other in rules[:n]}]
    if doubled:
        raise InputError(expects("rule_id_once"), file=file, column="id", found=doubled[0])
    fewest, most = table.members
    limits = {"programme": table.programme, "check": tuple(table.check), "eligibility": table.eligibility}
    return RuleSet(path.stem, table.label, table.source, (fewest, most), rules, own=own, **limits)  # type: ignore[arg-type]


def _rule(values: dict[str, Any], file: str, key: str) -> Rule:
    kind = values.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        found = finds("nothing") if kind is None else kind
        raise InputError(expects("one_of", options=KINDS), file=file, column=f"{key}.kind", found=found)
    table = check_table(KINDS[kind], values, file=file, key=key)
    place = getattr(table, "of_which", None)
    rule = Rule(
        id=table.id,
        kind=kind,
        says=table.says,
        who=_selector(getattr(table, "who", SelectorTable())),
        low=_number(getattr(table, "low", None)),
        high=_number(getattr(table, "high", None)),
        of=getattr(table, "of", ""),
        tie=getattr(table, "tie", ""),
        independent=getattr(table, "independent", False),
        of_which=None if place is None else (place.where, place.low),
    )
    _complete(rule, file, key)
    return rule


def _number(found: float | None) -> float | None:
    return None if found is None else float(found)


def _selector(table: SelectorTable) -> ActorSelector:
    listed = {name: tuple(getattr(table, name)) for name in ("kinds", "sizes", "countries", "roles")}
    return ActorSelector(**listed, where=table.where, programme=table.programme)


def _complete(rule: Rule, file: str, key: str) -> None:
    """What one key alone does not show: bounds that are there and in order."""
    if rule.kind in ("count", "countries", "share") and rule.low is None and rule.high is None:
        raise InputError(expects("min_or_max"), file=file, column=key, found=finds("nothing"))
    if rule.kind == "share" and rule.of != "group" and rule.low is not None:
        raise InputError(expects("max_only"), file=file, column=f"{key}.min", found="min")
    if rule.kind in ("spread", "covered") and rule.low is None:
        raise InputError(expects("min"), file=file, column=key, found=finds("nothing"))
    if rule.kind in ("each", "lead") and rule.who == ActorSelector():
        raise InputError(expects("selector"), file=file, column=key, found=finds("nothing"))
    if rule.who.programme and not rule.who.where:
        raise InputError(expects("where_beside_programme"), file=file, column=f"{key}.who", found=finds("nothing"))
    if rule.low is not None and rule.high is not None and rule.low > rule.high:
        raise InputError(
            expects("min_at_most_max"),
            file=file,
            column=key,
            found=finds("two", one=f"{rule.low:g}", other=f"{rule.high:g}"),
        )
