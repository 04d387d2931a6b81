"""Features from what is usual: programme, country, kind; and what the query itself is like."""

from __future__ import annotations

import numpy as np

from bridgehead.match.core.partners.arrays import Floats, to_peak
from bridgehead.match.core.partners.context import Context
from bridgehead.match.core.partners.index import Index


def programme(index: Index, context: Context) -> dict[str, Floats]:
    """Count an actor's work in the query's programme parts, each shape (actors,)."""
    teams, wanted, overlap = index.teams, context.wanted, context.overlap
    recent = teams.several * teams.recency
    parts = np.asarray(teams.coded.sum(axis=1), np.float32).ravel()
    exact = (overlap == wanted.sum()) & (parts == wanted.sum())
    busy = np.maximum(np.asarray(teams.coded.T @ (recent * teams.size), np.float32), 1)
    rare = np.asarray(teams.coded @ (wanted / busy), np.float32)
    count = teams.took @ overlap
    return {
        "programme: projects": np.log1p(count),
        "programme: teams lately": np.log1p(teams.took @ (overlap * recent)),
        "programme: share": count / np.maximum(teams.took @ parts, 1),
        "programme: rare parts": np.log1p(3000 * (teams.took @ (rare * recent))),
        "programme: same parts": np.log1p(teams.took @ (exact * recent)),
        "programme: per member": np.log1p(teams.took @ (overlap * recent / np.sqrt(np.maximum(teams.size, 1)))),
    }


def classes(index: Index, context: Context) -> dict[str, Floats]:
    """How usual the actor's country and kind are beside this lead, programme and theme."""
    query, country, kind = context.query, index.country, index.kind
    home, sort = country.place(query.country), kind.place(query.kind)
    codes = context.wanted > 0
    none = np.zeros(len(index.teams.actors), np.float32)
    usual_kinds = np.exp(kind.common)
    values = {
        "country: same": (country.of == home).astype(np.float32) if home is not None else none,
        "country: with lead's": country.with_lead[home][country.of] if home is not None else none,
        "country: common": country.common[country.of],
        "country: in programme": country.in_code[codes].mean(axis=0)[country.of] if codes.any() else none,
        "country: in similar": to_peak(context.countries)[country.of],
        "kind: same": (kind.of == sort).astype(np.float32) if sort is not None else none,
        "kind: with lead's": kind.with_lead[sort][kind.of] if sort is not None else none,
        "kind: in programme": kind.in_code[codes].mean(axis=0)[kind.of] if codes.any() else none,
        "kind: in similar": np.log((context.kinds + 0.02) / (usual_kinds + 0.02))[kind.of],
    }
    one_hot = {f"kind: {value}": (kind.of == i).astype(np.float32) for i, value in enumerate(kind.values)}
    return values | one_hot


def question(index: Index, context: Context) -> dict[str, Floats]:
    """Describe the query, one number for all actors: trees may treat kinds of queries apart."""
    weight = context.similar_teams
    size = float(weight @ index.sharers) / max(float(weight.sum()), 1e-9)
    names = index.career_names.tolist()
    busy = -1.0 if context.lead is None else float(index.career_values[context.lead, names.index("career: recent")])
    values = {
        "question: usual team size": size,
        "question: lead's projects": busy,
        "question: best likeness": float(context.match.meaning.max(initial=0)),
        "question: programme parts": float(context.wanted.sum()),
    }
    count = len(index.teams.actors)
    return {name: np.full(count, value, np.float32) for name, value in values.items()}
