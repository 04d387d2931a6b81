"""Splink beside our own comparison of organisations: Fellegi and Sunter's model, fitted on the same half.

Splink (Ministry of Justice, MIT) estimates how often each level of agreement occurs among pairs that are two, from
random pairs, and among pairs that are one, from the labelled pairs of the fitting half. It sees what ours sees: the
name without its legal form, the town, the host of the website and the country.
"""

import logging
from collections.abc import Callable, Sequence

import polars as pl
import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from splink import Linker, SettingsCreator
from splink.backends.duckdb import DuckDBAPI

from bridgehead.importers.core.record_linkage import LinkageRecord

Pair = tuple[LinkageRecord, LinkageRecord, bool]
SEED = 20240501
RANDOM_PAIRS = 2_000_000
SPREAD = 5.0
"""Bits of evidence that count as one step on the scale from 0 to 1, so that thresholds can be searched there."""

SHARED = "len(list_intersect(words_l, words_r)) / greatest(len(words_l), len(words_r))"
INSIDE = "len(list_intersect(words_l, words_r)) / least(len(words_l), len(words_r))"


def splink_scores(pairs: Sequence[Pair], fits: Callable[[Pair], bool]) -> list[float]:
    """The score of each pair, from 0 to 1; what agrees among the same is learned from the pairs that `fits` takes."""
    logging.disable(logging.WARNING)  # Splink says how often each level occurs
    numbered = list(enumerate(pairs))
    sides = [
        pl.DataFrame([_row(number, pair[side], labelled=pair[2] and fits(pair)) for number, pair in numbered], ROW)
        for side in (0, 1)
    ]
    database = DuckDBAPI()
    tables = [
        database.register(table.to_arrow(), dataset_display_name=name)
        for table, name in zip(sides, ("first", "second"), strict=True)
    ]
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            comparisons.CustomComparison(
                output_column_name="name",
                comparison_levels=[
                    levels.NullLevel("name"),
                    levels.ExactMatchLevel("name", term_frequency_adjustments=True),
                    levels.CustomLevel(f"{SHARED} = 1", "the same words"),
                    levels.JaroWinklerLevel("name", 0.95),
                    levels.CustomLevel(f"{SHARED} >= 0.6", "most words"),
                    levels.CustomLevel(f"{INSIDE} = 1", "one holds the other"),
                    levels.JaroWinklerLevel("name", 0.88),
                    levels.CustomLevel(f"{SHARED} >= 0.3", "some words"),
                    levels.JaroWinklerLevel("name", 0.75),
                    levels.ElseLevel(),
                ],
            ),
            comparisons.JaroWinklerAtThresholds("city", [0.9]),
            comparisons.ExactMatch("host"),
            comparisons.ExactMatch("country"),
        ],
        blocking_rules_to_generate_predictions=["l.pair = r.pair"],
    )
    linker = Linker(tables, settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=SEED)
    linker.training.estimate_m_from_label_column("label")
    found = linker.inference.predict().as_duckdbpyrelation().pl()
    weights = dict(zip(found["unique_id_l"].str.slice(1), found["match_weight"], strict=True))
    logging.disable(logging.NOTSET)
    return [1 / (1 + 2 ** (-weights[str(number)] / SPREAD)) for number, _ in numbered]


ROW = {
    "unique_id": pl.String, "pair": pl.Int64, "label": pl.String, "name": pl.String, "words": pl.List(pl.String),
    "city": pl.String, "host": pl.String, "country": pl.String,
}  # fmt: skip


def _row(number: int, record: LinkageRecord, *, labelled: bool) -> dict[str, object]:
    name = record.names[0]
    return {
        "unique_id": f"r{number}",
        "pair": number,
        "label": str(number) if labelled else None,
        "name": name,
        "words": sorted(set(name.split())),
        "city": record.city.casefold() or None,
        "host": record.host or None,
        "country": record.country or None,
    }
