"""Which records are probably the same organisation: candidates by shared signs, and a score with its evidence."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from math import exp

from rapidfuzz import fuzz
from rapidfuzz.distance import Prefix

from bridgehead.importers.core.name_normalisation import domain, normalise_name, strip_legal_form
from bridgehead.importers.core.name_similarity import NameVocabulary, name_similarity

THRESHOLD = 0.6
"""From this probability on a pair is listed; see docs/explanation/duplicates.md for what it finds."""

ALONE, PER_NAME, PER_SQUARE = -5.4, 5.1, 2.4
"""The log-odds that a pair which shares a sign is one, and what the likeness of their names adds, and its square."""

EVIDENCE = {
    "same_website": 3.2, "different_websites": -3.0, "same_city": 1.9, "different_cities": -2.5,
    "different_countries": -4.0, "different_numbers": -3.0, "different_kinds": -0.3,
}  # fmt: skip
OWN_WEBSITE = 3.3
"""What each sign adds to the log-odds (Fellegi and Sunter, J. Am. Stat. Assoc. 64, 1969), and a shared website of few.

Fitted by logistic regression on the half of the known pairs that `bridgehead benchmark duplicates` fits on; what speaks
against a pair counts less than it does there, since there both records of one organisation copy one row.
"""

LARGEST_BLOCK = 60
RAREST = 3
SHARED_HOSTS = frozenset({"facebook.com", "linkedin.com", "ec.europa.eu", "sites.google.com", "gmail.com"})
FEW_SHARE = 3
"""A website of so few organisations is one's own: in CORDIS two in a thousand have one together with another."""

WORTHWHILE = 65
SINGLE = frozenset({"cvr", "lei", "vat"})
"""Schemes of which an organisation has one number: two different ones tell two organisations apart."""


@dataclass(frozen=True)
class LinkageRecord:
    """What is known of an organisation for telling whether it is another one.

    Attributes
    ----------
    identifiers
        Scheme and value of what registers call it.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    country: str = ""
    city: str = ""
    website: str = ""
    identifiers: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Its names without legal forms, its own first."""
        return tuple(dict.fromkeys(strip_legal_form(name) for name in (self.name, *self.aliases) if name))

    @cached_property
    def host(self) -> str:
        """The host of its website, unless many share it."""
        found = domain(self.website)
        return "" if found in SHARED_HOSTS else found


@dataclass(frozen=True)
class Sign:
    """A sign that two records are one, or two: its code and what its phrase names."""

    code: str
    values: tuple[str | float, ...] = ()


@dataclass(frozen=True)
class LinkagePair:
    """Two records, how probably they are one, and why.

    Attributes
    ----------
    score
        How probably, from 0 to 1; from `THRESHOLD` on a person should look.
    for_it, against_it
        Signs that they are one, and that they are two.
    """

    first: LinkageRecord
    second: LinkageRecord
    score: float
    for_it: tuple[Sign, ...]
    against_it: tuple[Sign, ...]


def candidates(
    parties: Sequence[LinkageRecord], not_the_same: Collection[tuple[str, str]] = (), threshold: float = THRESHOLD
) -> list[LinkagePair]:
    """Pairs that are probably one organisation, the likeliest first.

    Parameters
    ----------
    not_the_same
        Pairs of ids, in order, that a person said are two.
    """
    words = rarity(parties)
    found = []
    for one, other in pairs(parties, words):
        first, second = (one, other) if one.id < other.id else (other, one)
        if (first.id, second.id) not in not_the_same and _is_worth_comparing(first, second):
            likeness = compare(first, second, words)
            if likeness.score >= threshold:
                found.append(likeness)
    return sorted(found, key=lambda pair: (-pair.score, pair.first.id, pair.second.id))


def _is_worth_comparing(first: LinkageRecord, second: LinkageRecord) -> bool:
    """Whether names share enough letters that a closer look may find them alike, or more than a name is shared."""
    if first.identifiers & second.identifiers or (first.host and first.host == second.host):
        return True
    return any(fuzz.token_set_ratio(a, b, score_cutoff=WORTHWHILE) for a in first.names for b in second.names)


def rarity(parties: Iterable[LinkageRecord]) -> NameVocabulary:
    """The words of all their names, and how often each occurs."""
    known = list(parties)
    towns, hosts = [p.city for p in known if p.city], [p.host for p in known if p.host]
    return NameVocabulary.of((party.names for party in known), towns, hosts)


def pairs(parties: Sequence[LinkageRecord], words: NameVocabulary) -> Iterator[tuple[LinkageRecord, LinkageRecord]]:
    """Pairs that share a sign: an identifier, a host, a rare word, or how their names begin; each once."""
    blocks: dict[tuple[str, ...], list[int]] = {}
    for number, party in enumerate(parties):
        for key in _signs(party, words):
            blocks.setdefault(key, []).append(number)
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        if 1 < len(members) <= LARGEST_BLOCK:
            for pair in combinations(members, 2):
                if pair not in seen:
                    seen.add(pair)
                    yield parties[pair[0]], parties[pair[1]]


def _signs(party: LinkageRecord, words: NameVocabulary) -> set[tuple[str, ...]]:
    keys: set[tuple[str, ...]] = {("number", *number) for number in party.identifiers}
    if party.host:
        keys.add(("host", party.host))
    for name in party.names:
        own = name.split()
        rare = sorted(own, key=lambda word: (words.counts[word], word))[:RAREST]
        keys |= {("word", word[:8]) for word in rare if len(word) > 2}
        keys |= {("two", *pair) for pair in combinations(sorted(set(rare)), 2)}
        keys.add(("start", name.replace(" ", "")[:7]))
        keys.add(("sorted", *sorted(own)))
    return keys


def compare(first: LinkageRecord, second: LinkageRecord, words: NameVocabulary) -> LinkagePair:
    """How probably two records are one organisation, with the signs for and against.

    The same name is always worth a look, unless country or number contradict: whoever has it may have moved.
    """
    shared = first.identifiers & second.identifiers
    if shared:
        numbers = ", ".join(f"{scheme.upper()} {value}" for scheme, value in sorted(shared))
        return LinkagePair(first, second, 1.0, (Sign("same_number", (numbers,)),), ())
    names = max((name_similarity(a, b, words) for a in first.names for b in second.names), default=0.0)
    for_it, against = [Sign("similar_names", (names,))], list[Sign]()
    if first.host and first.host == second.host:
        for_it.append(Sign("same_website", (first.host,)))
    elif first.host and second.host:
        against.append(Sign("different_websites"))
    _compare_places(first, second, for_it, against)
    for scheme in sorted(SINGLE):
        if _numbers(first, scheme) and _numbers(second, scheme):
            against.append(Sign("different_numbers", (scheme.upper(),)))
    if first.kind and second.kind and first.kind != second.kind:
        against.append(Sign("different_kinds"))
    odds = ALONE + PER_NAME * names + PER_SQUARE * names**2
    odds += sum(EVIDENCE.get(sign.code, 0.0) for sign in (*for_it, *against))
    if first.host and first.host == second.host and words.hosts[first.host] <= FEW_SHARE:
        odds += OWN_WEBSITE
    score = 1 / (1 + exp(-odds))
    if names == 1 and not {sign.code for sign in against} & {"different_countries", "different_numbers"}:
        score = max(score, THRESHOLD)
    return LinkagePair(first, second, min(score, 0.99), tuple(for_it), tuple(against))


def _compare_places(first: LinkageRecord, second: LinkageRecord, for_it: list[Sign], against: list[Sign]) -> None:
    if first.country and second.country:
        same = first.country == second.country
        (for_it if same else against).append(Sign("same_country" if same else "different_countries"))
    if first.city and second.city:
        same = same_place(first.city, second.city)
        (for_it if same else against).append(Sign("same_city" if same else "different_cities"))


def same_place(one: str, other: str) -> bool:
    """Whether two names of a town may be one: spelled nearly the same, or one longer than the other."""
    return (
        fuzz.ratio(strip_legal_form(one), strip_legal_form(other)) > 80
        or Prefix.similarity(normalise_name(one), normalise_name(other)) >= 5
    )


def _numbers(party: LinkageRecord, scheme: str) -> set[str]:
    return {value for name, value in party.identifiers if name == scheme}
