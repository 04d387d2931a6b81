"""Why an actor fits, in words, with the records behind: one reason a part that brought something."""

from collections.abc import Sequence

import numpy as np

from bridgehead.kit import countries
from bridgehead.match.core.index import Index
from bridgehead.match.core.parts import WEIGHTS, Parts, Wanted
from bridgehead.match.core.results import Reason, Record
from bridgehead.match.core.words import shared

ALIKE = 0.25
MOST = 3
LEAST = 0.02


def reasons(index: Index, wanted: Wanted, parts: Parts, row: int) -> tuple[Reason, ...]:
    """Reasons for one actor, the weightiest first; each part's weight is its share of the score."""
    brought = {name: WEIGHTS[name] * float(value[row]) for name, value in parts.values.items()}
    whole = sum(brought.values())
    if whole <= 0:
        return ()
    said = {
        "past_work": _past_work(index, parts, row),
        "description": _description(index, wanted, row),
        "network": _tied(index, row, set(wanted.around), (), "knows those already part of it"),
        "market": _market(index, wanted, row),
        "role": _role(index, row),
    }
    found = [
        Reason(name, said[name][0], round(brought[name] / whole, 4), said[name][1])
        for name in brought
        if brought[name] / whole >= LEAST and said[name][0]
    ]
    return tuple(sorted(found, key=lambda reason: -reason.weight))


def _past_work(index: Index, parts: Parts, row: int) -> tuple[str, tuple[Record, ...]]:
    projects = index.took[row].indices
    order = projects[np.argsort(-parts.similar[projects], kind="stable")]
    alike = [p for p in order if parts.similar[p] >= ALIKE] or list(order[:1])
    records = tuple(Record("activity", *_project(index, p)) for p in alike[:MOST])
    names = "; ".join(record.label for record in records)
    if not records:
        return "", ()
    count = "a similar project" if len(alike) == 1 else f"{len(alike)} similar projects"
    return f"worked on {count}: {names}", records


def _project(index: Index, row: int) -> tuple[str, str]:
    project, name = index.projects.select("project", "name").row(int(row))
    short = name.split(": ")[0] if ": " in name and len(name) > 60 else name
    return project, short if len(short) <= 60 else f"{short[:57]}…"


def _description(index: Index, wanted: Wanted, row: int) -> tuple[str, tuple[Record, ...]]:
    actor = index.actors.row(row, named=True)
    about = " ".join([actor["name"], actor["sector"], *actor["capabilities"], actor["description"]])
    words = shared(about, wanted.text)
    fits = [capability for capability in actor["capabilities"] if shared(capability, wanted.text)]
    if fits:
        return f"can do {', '.join(fits[:MOST])}", (Record("actor", actor["actor"], actor["name"]),)
    return (f"says of itself: {', '.join(words)}" if words else ""), (Record("actor", actor["actor"], actor["name"]),)


def _market(index: Index, wanted: Wanted, row: int) -> tuple[str, tuple[Record, ...]]:
    country = index.actors["country"][row]
    if country in wanted.countries:
        return f"is in {countries.name(country)}", ()
    abroad = set(index.actors.filter(index.actors["country"].is_in(wanted.countries))["actor"])
    where = " and ".join(countries.name(code) for code in wanted.countries)
    text, records = _tied(index, row, abroad, wanted.countries, f"ties to {where}")
    return (text, records) if text else (f"has worked with organisations in {where}", ())


def _tied(
    index: Index, row: int, others: set[str], markets: Sequence[str], text: str
) -> tuple[str, tuple[Record, ...]]:
    """A phrase with the ties of an actor to some others, or into some markets."""
    actor = index.actors["actor"][row]
    records = []
    for tie, a, b, market, _ in index.ties.select("tie", "a", "b", "market", "kind").iter_rows():
        if actor in {a, b}:
            other = b if a == actor else a
            if other in others or market in markets:
                name = index.actors["name"][index.rows[other]] if other in index.rows else other
                records.append(Record("tie", tie, name))
    if records:
        names = ", ".join(dict.fromkeys(record.label for record in records[:MOST]))
        return f"{text} through {names}", tuple(records[:MOST])
    shared_work = _together(index, row, others)
    if shared_work:
        return f"{text}: worked together in {'; '.join(r.label for r in shared_work)}", shared_work
    return "", ()


def _together(index: Index, row: int, others: set[str]) -> tuple[Record, ...]:
    rows = [index.rows[other] for other in others if other in index.rows]
    if not rows or len(rows) > 500:
        return ()
    mine = set(index.took[row].indices)
    theirs = set(index.took[rows].indices)
    return tuple(Record("activity", *_project(index, p)) for p in sorted(mine & theirs)[:MOST])


def _role(index: Index, row: int) -> tuple[str, tuple[Record, ...]]:
    kind, size = index.actors["kind"][row], index.actors["size"][row]
    what = {"firm": "firms", "knowledge": "knowledge institutions", "public": "public organisations"}.get(kind, "")
    words = {"sme": "SMEs", "large": "large firms"}.get(size, what) if kind == "firm" else what
    return (f"{words} are usual in such projects" if words else ""), ()
