"""Worlds of actors and what ties them, drawn by hand."""

from collections.abc import Mapping, Sequence

import polars as pl

from bridgehead.profile.core.network_edges import SCHEMAS, TieFrames

Row = dict[str, str]
KINDS = {"clean": "cluster", "other": "cluster", "icn": "cluster_network", "lab": "knowledge", "uni": "knowledge"}


def world(
    actors: str,
    *,
    ties: Sequence[Row] = (),
    memberships: Sequence[Row] = (),
    joint: Mapping[str, str] | None = None,
    activities: Sequence[Row] = (),
) -> TieFrames:
    """A world; `actors` as `id:country` words, kinds by `KINDS`, `joint` as activity to `actor` or `actor@since`."""
    named = {activity["id"] for activity in activities}
    rows: dict[str, list[Row]] = {
        "actors": [
            {"id": id_, "kind": KINDS.get(id_, "firm"), "country": country}
            for id_, _, country in (word.partition(":") for word in actors.split())
        ],
        "ties": list(ties),
        "memberships": list(memberships),
        "participations": [
            {"activity": name, "actor": actor, "since": since}
            for name, words in (joint or {}).items()
            for actor, _, since in (word.partition("@") for word in words.split())
        ],
        "activities": [*activities, *({"id": name} for name in joint or {} if name not in named)],
    }
    frames = {
        name: pl.DataFrame([dict.fromkeys(schema, "") | row for row in rows[name]], schema=schema)
        for name, schema in SCHEMAS.items()
    }
    return TieFrames(**frames)


def tie(a: str, b: str, kind: str = "partnership", **more: str) -> Row:
    """A tie; a partnership, thus of length 1, unless another kind is named."""
    return {"a": a, "b": b, "kind": kind, **more}
