"""Facts for reasons: what speaks for an actor and a query, kind by kind; only what its records hold."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bridgehead.match.core.coded_phrase import CodedPhrase, coded
from bridgehead.match.core.match_index import MatchIndex, TieEnd
from bridgehead.match.core.match_result import RecordReference
from bridgehead.match.core.name_words import telling_words
from bridgehead.match.core.ranking.ranker import ScoredQuery
from bridgehead.match.core.ranking.retrieval.class_priors import ClassPriors
from bridgehead.match.core.ranking.retrieval.sparse_ops import Floats, Ints
from bridgehead.match.core.ranking.retrieval.tokenizer import initials, stems
from bridgehead.match.core.shared_terms import shared_terms
from bridgehead.opportunities.core.eligibility import EligibilityFacts

Fact = tuple[CodedPhrase | None, tuple[RecordReference, ...]]
"""A phrase and the records behind it; no phrase where there is nothing to say."""

NOTHING: Fact = (None, ())
ALIKE = 0.1
"""From which share of the best likeness on a project counts as similar."""
NEAR = 0.3
"""The same for a project that has no text and is known by who takes part."""
MOST = 3
GROUPS = ("firm", "knowledge", "public")
SIZES = ("sme", "large")


class ReasonFacts:
    """The facts for one query.

    Parameters
    ----------
    places
        Towns and regions on record: in a name they are no reason.
    """

    def __init__(self, index: MatchIndex, looked: ScoredQuery, places: frozenset[str] = frozenset()) -> None:
        self.index, self.looked, self.context, self.places = index, looked, looked.context, places
        self.ranker_index, self.teams = index.ranker_index, index.ranker_index.teams

    def of(self, kind: str, row: int) -> Fact:
        """What there is to say of a kind of reason for an actor, and the records behind it."""
        by_kind: dict[str, Callable[[int], Fact]] = {
            "past_work": self._past_work,
            "description": self._description,
            "partners": self._partners,
            "network": self._network,
            "programme": self._programme,
            "country": self._country,
            "role": self._role,
            "career": self._career,
            "market": self._market,
            "name": self._called,
        }
        return by_kind[kind](row)

    def own_share(self, row: int) -> float:
        """How much of what matches in an actor's documents is what it says of itself, 0 to 1."""
        documents = _columns(self.ranker_index.wrote, row)
        own = self.ranker_index.project_of[documents] < 0
        for likeness in (self.context.similar, np.exp(12 * (self.context.match.meaning - 1))):
            if (whole := float(likeness[documents].sum())) > 0:
                return float(likeness[documents[own]].sum()) / whole
        return 0.0

    def _past_work(self, row: int) -> Fact:
        documents = _columns(self.ranker_index.wrote, row)
        documents = documents[self.ranker_index.project_of[documents] >= 0]
        likeness = self.context.similar[documents]
        order = documents[np.argsort(-likeness, kind="stable")]
        best = max(float(self.context.similar.max(initial=0)), 1e-12)
        alike = [d for d in order if self.context.similar[d] >= ALIKE * best]
        if alike:
            records = self._activities(self.ranker_index.project_of[alike[:MOST]])
            return coded("past_work.similar", count=len(alike), projects=_labels(records)), records
        if touching := [d for d in order if self.context.similar[d] > 0]:
            records = self._activities(self.ranker_index.project_of[touching[:MOST]])
            return coded("past_work.related", projects=_labels(records)), records
        projects = _columns(self.teams.took, row)
        near = projects[self.context.near[projects] >= NEAR]
        records = self._activities(near[np.argsort(-self.context.near[near], kind="stable")][:MOST])
        return (coded("past_work.partners", projects=_labels(records)), records) if records else NOTHING

    def _description(self, row: int) -> Fact:
        actor, text = self.index.records.actors.row(row, named=True), self.context.query.text
        record = (RecordReference("actor", actor["actor"], actor["name"]),)
        if fits := [capability for capability in actor["capabilities"] if shared_terms(capability, text)]:
            return coded("description.capability", capabilities=tuple(fits[:MOST])), record
        named = telling_words(actor["name"], self.places)
        own = " ".join([*named, actor["sector"], actor["description"]])
        words = shared_terms(own, text, any_form=self.context.match.index.is_small)
        return (coded("description.words", words=tuple(words)), record) if words else NOTHING

    def _called(self, row: int) -> Fact:
        """What of the text its name has, as the name writes it, proper nouns alone if any, and what initials.

        A place or a legal form may raise the score, as it does in the past; it is no reason to give anybody.
        """
        actor, name = self.index.records.actors.select("actor", "name").row(row)
        names, context = self.ranker_index.names, self.context
        values = names.words.values
        telling = telling_words(name, self.places)
        words = _having(telling, values[context.proper_of_names]) or _having(telling, values[context.words_of_names])
        short = initials(name).intersection(names.initials.values[context.initials_of_names].tolist())
        if not words and not short:
            return NOTHING
        code = "name.words" if not short else "name.words_and_initials" if words else "name.initials"
        phrase = coded(code, words=tuple(words[:MOST]), initials=tuple(sorted(short)))
        return phrase, (RecordReference("actor", actor, name),)

    def _partners(self, row: int) -> Fact:
        """Whom it worked with whose own work is similar."""
        chosen = self._with(row, self._did_similar)
        if not chosen:
            names, ties = self._knows(row, self._did_similar)
            return (coded("partners.knows", actors=names), ties) if ties else NOTHING
        records = tuple(record for _, record in chosen)
        return coded("partners.worked", partners=self._pairs(chosen)), records

    @cached_property
    def _did_similar(self) -> Floats:
        """How like the query's text each actor's similar projects are in sum; 0 for whoever has none."""
        likeness = self.context.similar_teams
        likeness = likeness * (likeness >= ALIKE * self.context.similar.max(initial=0))
        return np.asarray(self.ranker_index.wrote @ likeness, np.float32)

    def _network(self, row: int) -> Fact:
        lead = self.context.lead
        if lead is None:
            return NOTHING
        name = self._name(lead)
        if ties := self._ties(row, {str(self.teams.actors[lead])}):
            return coded("network.knows", lead=name), (RecordReference("tie", ties[0].tie, name),)
        joint = np.intersect1d(_columns(self.teams.took, row), _columns(self.teams.took, lead))
        if len(joint):
            records = self._activities(joint[np.argsort(self.teams.age[joint], kind="stable")][:MOST])
            return coded("network.joint", lead=name, projects=_labels(records)), records
        met = np.intersect1d(_columns(self.teams.earlier, row), _columns(self.teams.earlier, lead))
        if len(met):
            records = tuple(self._activity(str(self.teams.activities[at])) for at in met[:MOST])
            return coded("network.earlier", lead=name, projects=_labels(records)), records
        chosen = self._with(row, self._beside_lead)
        if not chosen:
            names, known = self._knows(row, self._beside_lead)
            return (coded("network.knows_partner", lead=name, actors=names), known) if known else NOTHING
        phrase = coded("network.partner", lead=name, partners=self._pairs(chosen))
        return phrase, tuple(record for _, record in chosen)

    def _knows(self, row: int, worth: Floats) -> tuple[tuple[str, ...], tuple[RecordReference, ...]]:
        """Names of up to two that an actor has ties to and that are worth most, and the ties."""
        ends = [(end.tie, self.teams.row(end.other)) for end in self._ties(row)]
        worthy = sorted((-float(worth[at]), tie, at) for tie, at in ends if at is not None and worth[at] > 0)[:2]
        records = tuple(RecordReference("tie", tie, self._name(at)) for _, tie, at in worthy)
        return tuple(dict.fromkeys(record.label for record in records)), records

    @cached_property
    def _beside_lead(self) -> Floats:
        """How often each actor was in a team with the lead; the lead itself not."""
        together = np.asarray(self.teams.took @ self.context.lead_projects, np.float32)
        together[self.context.lead] = 0
        return together

    def _with(self, row: int, worth: Floats) -> list[tuple[int, RecordReference]]:
        """Up to two partners of an actor that are worth most, each with an activity that they shared."""
        projects = _columns(self.teams.took, row)
        projects = projects[self.teams.several[projects] > 0]
        if not len(projects):
            return []
        others = np.concatenate([_columns(self.teams.took_by, project) for project in projects])
        others = np.unique(others[(others != row) & (worth[others] > 0)])
        best = others[np.argsort(-worth[others], kind="stable")][:2]
        found = []
        for other in best.tolist():
            joint = np.intersect1d(projects, _columns(self.teams.took, other))
            nearest = joint[np.lexsort((self.teams.age[joint], -self.context.relevant[joint]))]
            found.append((other, self._activities(nearest[:1])[0]))
        return found

    def _programme(self, row: int) -> Fact:
        projects = _columns(self.teams.took, row)
        there = projects[self.context.overlap[projects] > 0]
        if not len(there):
            return NOTHING
        records = self._activities(there[np.argsort(self.teams.age[there], kind="stable")][:MOST])
        return coded("programme", count=len(there), projects=_labels(records)), records

    def _country(self, row: int) -> Fact:
        query, place = self.context.query, self.ranker_index.country
        code, of = self._facts(row).country, int(place.of[row])
        if not code:
            return NOTHING
        if code == query.country:
            return coded("country.same" if query.lead is None else "country.lead", country=code), ()
        if self._usual(place, self.context.countries, of):
            return coded("country.usual", country=code), ()
        home = place.place(query.country) if query.country else None
        if home is not None and place.with_lead[home, of] > 0:
            return coded("country.pair", country=code, other=str(query.country)), ()
        return NOTHING

    def _role(self, row: int) -> Fact:
        facts, kinds = self._facts(row), self.ranker_index.kind
        group = facts.size if facts.kind == "firm" and facts.size in SIZES else facts.kind
        usual = self._usual(kinds, self.context.kinds, int(kinds.of[row]))
        return (coded("role", group=group), ()) if group in (*GROUPS, *SIZES) and usual else NOTHING

    def _usual(self, classes: ClassPriors, mix: Floats, of: int) -> bool:
        """Whether similar projects have more of a class than projects have in general."""
        return bool(mix[of] > 0 and mix[of] >= np.exp(classes.common[of]))

    def _career(self, row: int) -> Fact:
        projects = _columns(self.teams.took, row)
        if not len(projects):
            return NOTHING
        latest = self._activities(projects[np.argsort(self.teams.age[projects], kind="stable")][:MOST])
        return coded("career", count=len(projects), projects=_labels(latest)), latest

    def _market(self, row: int) -> Fact:
        markets = self.context.query.markets
        if (home := self._facts(row).country) in markets:
            return coded("market.home", country=home), ()
        there = np.isin(self.ranker_index.country.values, markets)[self.ranker_index.country.of]
        ties = [end for end in self._ties(row) if end.market in markets or self._home(end.other) in markets]
        if ties:
            records = tuple(RecordReference("tie", end.tie, self._named(end.other)) for end in ties[:MOST])
            actors = tuple(dict.fromkeys(record.label for record in records))
            return coded("market.ties", markets=tuple(markets), actors=actors), records
        if abroad := self._abroad(row, markets):
            return coded("market.activities", markets=tuple(markets), projects=_labels(abroad)), abroad
        chosen = self._with(row, there.astype(np.float32))
        records = tuple(record for _, record in chosen)
        phrase = coded("market.partners", markets=tuple(markets), partners=self._pairs(chosen))
        return (phrase, records) if chosen else NOTHING

    def _pairs(self, chosen: Iterable[tuple[int, RecordReference]]) -> tuple[tuple[str, str], ...]:
        """Names of partners, each with the activity that is shared with it."""
        return tuple((self._name(other), record.label) for other, record in chosen)

    def _home(self, actor: str) -> str:
        row = self.teams.row(actor)
        return "" if row is None else self._facts(row).country

    def _abroad(self, row: int, markets: Sequence[str]) -> tuple[RecordReference, ...]:
        projects = self.teams.projects[_columns(self.teams.took, row)].tolist() if self.index.markets else []
        there = [project for project in projects if self.index.markets.get(project) in markets]
        return tuple(self._activity(project) for project in there[:MOST])

    def _ties(self, row: int, others: Collection[str] | None = None) -> list[TieEnd]:
        """Ties of an actor to some others, or to anybody."""
        mine = self.index.ties.get(str(self.teams.actors[row]), ())
        return [end for end in mine if others is None or end.other in others]

    def _facts(self, row: int) -> EligibilityFacts:
        known, of = self.index.facts
        return known[int(of[row])]

    def _name(self, row: int) -> str:
        return self.index.actors[row]

    def _named(self, actor: str) -> str:
        row = self.teams.row(actor)
        return actor if row is None else self._name(row)

    def _activities(self, projects: Iterable[int] | Ints) -> tuple[RecordReference, ...]:
        return tuple(self._activity(str(self.teams.projects[at])) for at in projects)

    def _activity(self, id_: str) -> RecordReference:
        return RecordReference("activity", id_, self.index.named.get(id_, id_))


def _columns(matrix: Any, row: int) -> NDArray[np.int32]:
    """Columns that a row of a sparse matrix fills."""
    found: NDArray[np.int32] = matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]
    return found


def _having(words: Sequence[str], parts: NDArray[np.str_]) -> list[str]:
    """Words that are some of those parts."""
    there = set(parts.tolist())
    return [word for word in words if there.intersection(stems(word))]


def _labels(records: Iterable[RecordReference]) -> tuple[str, ...]:
    return tuple(record.label for record in records)
