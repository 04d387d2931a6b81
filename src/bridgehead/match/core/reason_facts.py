"""What can be said of an actor for a query, kind by kind: only what its records hold."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bridgehead.kit import countries
from bridgehead.match.core.match_index import EligibilityFacts, MatchIndex, TieEnd
from bridgehead.match.core.match_result import RecordReference
from bridgehead.match.core.ranking.ranker import ScoredQuery
from bridgehead.match.core.ranking.retrieval.class_priors import ClassPriors
from bridgehead.match.core.ranking.retrieval.sparse_ops import Floats, Ints
from bridgehead.match.core.ranking.retrieval.tokenizer import WORD, initials, stems
from bridgehead.match.core.shared_terms import shared_terms

Words = tuple[str, tuple[RecordReference, ...]]

NOTHING: Words = ("", ())
ALIKE = 0.1
"""From which share of the best likeness on a project counts as similar."""
NEAR = 0.3
"""The same for a project that has no text and is known by who takes part."""
MOST = 3
KINDS = {"firm": "firms", "knowledge": "knowledge institutions", "public": "public organisations"}
SIZES = {"sme": "SMEs", "large": "large firms"}


class ReasonFacts:
    """The words for one query."""

    def __init__(self, index: MatchIndex, looked: ScoredQuery) -> None:
        self.index, self.looked, self.context = index, looked, looked.context
        self.partners, self.teams = index.partners, index.partners.teams

    def of(self, kind: str, row: int) -> Words:
        """A phrase of a kind of reason for an actor, and the records behind it; blank if nothing can be said."""
        say: dict[str, Callable[[int], Words]] = {
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
        return say[kind](row)

    def own_share(self, row: int) -> float:
        """How much of what matches in an actor's documents is what it says of itself, 0 to 1."""
        documents = _columns(self.partners.wrote, row)
        own = self.partners.project_of[documents] < 0
        for likeness in (self.context.similar, np.exp(12 * (self.context.match.meaning - 1))):
            if (whole := float(likeness[documents].sum())) > 0:
                return float(likeness[documents[own]].sum()) / whole
        return 0.0

    def _past_work(self, row: int) -> Words:
        documents = _columns(self.partners.wrote, row)
        documents = documents[self.partners.project_of[documents] >= 0]
        likeness = self.context.similar[documents]
        order = documents[np.argsort(-likeness, kind="stable")]
        best = max(float(self.context.similar.max(initial=0)), 1e-12)
        alike = [d for d in order if self.context.similar[d] >= ALIKE * best]
        if alike:
            records = self._activities(self.partners.project_of[alike[:MOST]])
            count = "a similar project" if len(alike) == 1 else f"{len(alike)} similar projects"
            return f"worked on {count}: {_listed(records)}", records
        if touching := [d for d in order if self.context.similar[d] > 0]:
            records = self._activities(self.partners.project_of[touching[:MOST]])
            return f"some past work touches on this: {_listed(records)}", records
        projects = _columns(self.teams.took, row)
        near = projects[self.context.near[projects] >= NEAR]
        records = self._activities(near[np.argsort(-self.context.near[near], kind="stable")][:MOST])
        return (f"took part where others work on such things: {_listed(records)}", records) if records else NOTHING

    def _description(self, row: int) -> Words:
        actor, text = self.index.records.actors.row(row, named=True), self.context.query.text
        record = (RecordReference("actor", actor["actor"], actor["name"]),)
        if fits := [capability for capability in actor["capabilities"] if shared_terms(capability, text)]:
            return f"can do {', '.join(fits[:MOST])}", record
        words = shared_terms(" ".join([actor["name"], actor["sector"], actor["description"]]), text)
        return (f"says of itself: {', '.join(words)}", record) if words else NOTHING

    def _called(self, row: int) -> Words:
        """What of the text its name has, as the name writes it, proper nouns alone if any, and what initials."""
        actor, name = self.index.records.actors.select("actor", "name").row(row)
        names, context = self.partners.names, self.context
        values = names.words.values
        words = _having(name, values[context.proper_of_names]) or _having(name, values[context.words_of_names])
        short = initials(name).intersection(names.initials.values[context.initials_of_names].tolist())
        said = [f"has {', '.join(words[:MOST])} in its name"] if words else []
        said += [f"may be called {', '.join(sorted(short))} for short"] if short else []
        return (" and ".join(said), (RecordReference("actor", actor, name),)) if said else NOTHING

    def _partners(self, row: int) -> Words:
        """Whom it worked with whose own work is similar."""
        chosen = self._with(row, self._did_similar)
        if not chosen:
            names, ties = self._knows(row, self._did_similar)
            return (f"knows {names}, who did similar projects", ties) if ties else NOTHING
        records = tuple(record for _, record in chosen)
        names = " and ".join(f"{self._name(other)} ({record.label})" for other, record in chosen)
        return f"worked with {names}, who did similar projects", records

    @cached_property
    def _did_similar(self) -> Floats:
        """How like the query's text each actor's similar projects are in sum; 0 for whoever has none."""
        likeness = self.context.similar_teams
        likeness = likeness * (likeness >= ALIKE * self.context.similar.max(initial=0))
        return np.asarray(self.partners.wrote @ likeness, np.float32)

    def _network(self, row: int) -> Words:
        lead = self.context.lead
        if lead is None:
            return NOTHING
        name = self._name(lead)
        if ties := self._ties(row, {str(self.teams.actors[lead])}):
            return f"knows {name}", (RecordReference("tie", ties[0].tie, name),)
        joint = np.intersect1d(_columns(self.teams.took, row), _columns(self.teams.took, lead))
        if len(joint):
            records = self._activities(joint[np.argsort(self.teams.age[joint], kind="stable")][:MOST])
            return f"worked with {name} on {_listed(records)}", records
        met = np.intersect1d(_columns(self.teams.earlier, row), _columns(self.teams.earlier, lead))
        if len(met):
            records = tuple(self._activity(str(self.teams.activities[at])) for at in met[:MOST])
            return f"worked with {name} earlier, on {_listed(records)}", records
        chosen = self._with(row, self._beside_lead)
        if not chosen:
            names, known = self._knows(row, self._beside_lead)
            return (f"knows {names}, who worked with {name}", known) if known else NOTHING
        names = " and ".join(f"{self._name(other)} ({record.label})" for other, record in chosen)
        return f"worked with {names}, who worked with {name}", tuple(record for _, record in chosen)

    def _knows(self, row: int, worth: Floats) -> Words:
        """Names of up to two that an actor has ties to and that are worth most, and the ties."""
        ends = [(end.tie, self.teams.row(end.other)) for end in self._ties(row)]
        worthy = sorted((-float(worth[at]), tie, at) for tie, at in ends if at is not None and worth[at] > 0)[:2]
        records = tuple(RecordReference("tie", tie, self._name(at)) for _, tie, at in worthy)
        return " and ".join(dict.fromkeys(record.label for record in records)), records

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

    def _programme(self, row: int) -> Words:
        projects = _columns(self.teams.took, row)
        there = projects[self.context.overlap[projects] > 0]
        if not len(there):
            return NOTHING
        records = self._activities(there[np.argsort(self.teams.age[there], kind="stable")][:MOST])
        count = "an activity" if len(there) == 1 else f"{len(there)} activities"
        return f"took part in {count} of the same programme or class: {_listed(records)}", records

    def _country(self, row: int) -> Words:
        query, place = self.context.query, self.partners.country
        code, of = self._facts(row).country, int(place.of[row])
        if not code:
            return NOTHING
        if code == query.country:
            return f"is in {countries.name(code)}" + ("" if query.lead is None else ", as the buyer or lead is"), ()
        if self._usual(place, self.context.countries, of):
            return f"organisations from {countries.name(code)} are usual in similar projects", ()
        home = place.place(query.country) if query.country else None
        if home is not None and place.with_lead[home, of] > 0:
            return f"organisations from {countries.name(code)} often work with {countries.name(str(query.country))}", ()
        return NOTHING

    def _role(self, row: int) -> Words:
        facts, kinds = self._facts(row), self.partners.kind
        words = SIZES.get(facts.size, KINDS["firm"]) if facts.kind == "firm" else KINDS.get(facts.kind, "")
        usual = self._usual(kinds, self.context.kinds, int(kinds.of[row]))
        return (f"{words} are usual in such projects", ()) if words and usual else NOTHING

    def _usual(self, classes: ClassPriors, mix: Floats, of: int) -> bool:
        """Whether similar projects have more of a class than projects have in general."""
        return bool(mix[of] > 0 and mix[of] >= np.exp(classes.common[of]))

    def _career(self, row: int) -> Words:
        projects = _columns(self.teams.took, row)
        if not len(projects):
            return NOTHING
        latest = self._activities(projects[np.argsort(self.teams.age[projects], kind="stable")][:MOST])
        count = "one activity" if len(projects) == 1 else f"{len(projects)} activities"
        return f"took part in {count}{' in all, such as' if len(projects) > MOST else ':'} {_listed(latest)}", latest

    def _market(self, row: int) -> Words:
        markets = self.context.query.markets
        where = " and ".join(countries.name(code) for code in markets)
        if (home := self._facts(row).country) in markets:
            return f"is at home in the market, {countries.name(home)}", ()
        there = np.isin(self.partners.country.values, markets)[self.partners.country.of]
        ties = [end for end in self._ties(row) if end.market in markets or self._home(end.other) in markets]
        if ties:
            records = tuple(RecordReference("tie", end.tie, self._named(end.other)) for end in ties[:MOST])
            return f"ties into {where} through {', '.join(dict.fromkeys(r.label for r in records))}", records
        if abroad := self._abroad(row, markets):
            return f"took part in {where}: {_listed(abroad)}", abroad
        chosen = self._with(row, there.astype(np.float32))
        names = " and ".join(f"{self._name(other)} ({record.label})" for other, record in chosen)
        records = tuple(record for _, record in chosen)
        return (f"worked with organisations in {where}: {names}", records) if chosen else NOTHING

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


def _having(name: str, parts: NDArray[np.str_]) -> list[str]:
    """Words of a name, as it writes them, that are some of those parts."""
    there = set(parts.tolist())
    return [word for word in dict.fromkeys(WORD.findall(name)) if there.intersection(stems(word))]


def _listed(records: Iterable[RecordReference]) -> str:
    return "; ".join(record.label for record in records)
