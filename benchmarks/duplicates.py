"""Finding the same organisation twice: precision and recall on known pairs, beside Splink and plain rapidfuzz.

`bridgehead benchmark duplicates`. The pairs that are one are real: CORDIS keeps a second name
(`shortName`) that organisations choose themselves, and wherever that is more than an abbreviation (two
words or more, not the same letters) it is a real other spelling of the same PIC: TARTU ULIKOOL and UNIVERSITY
OF TARTU, OXIS ENERGY LIMITED and Oxis Energy. (Legal names hardly differ: of 5,284 PICs with a name in the
three tables one has two.) The pairs that are two are real as well: different PICs whose names are the most
alike. Website and city are blank in half of the second records. The threshold of each method is chosen on one
half of the organisations (by their PIC) and reported on the other. A further line has what no table holds
enough of, made by code: the same organisations with the slips of people who keep lists. And buyers and winners of TED
beside organisations of CORDIS, labelled by reading them.
"""

import csv
import gzip
import hashlib
import io
import random
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from rapidfuzz import fuzz, process

from benchmarks.duplicate_peers import splink_scores
from bridgehead.importers.core.name_normalisation import FORMS, normalise_name
from bridgehead.importers.core.name_similarity import NameVocabulary, name_similarity
from bridgehead.importers.core.record_linkage import THRESHOLD, LinkageRecord, candidates, compare, rarity
from bridgehead.kit import countries
from bridgehead.kit.progress import Progress, no_progress

LABELS = Path(__file__).parent / "duplicate_labels.csv"
SEED = 20240501
Pair = tuple[LinkageRecord, LinkageRecord, bool]
SHORTENED = {"university": "univ.", "universitat": "uni", "technology": "tech", "institute": "inst.", "limited": "ltd"}


def organisations(data: Path) -> dict[str, dict[str, str]]:
    """PIC to the organisation's fields, from both CORDIS folders."""
    found: dict[str, dict[str, str]] = {}
    files = [
        (data / "cordis-cleantech/organization.csv", ";"),
        (data / "cordis-schema/h2020_organization_full_schema.csv.gz", ","),
        (data / "cordis-schema/horizon_europe_organization_head.csv", ","),
    ]
    for path, delimiter in files:
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for row in csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""), delimiter=delimiter):
            if row["name"] and "\N{REPLACEMENT CHARACTER}" not in row["name"]:
                found.setdefault(row["organisationID"], {}).update({k: v for k, v in row.items() if k and v})
    return found


def party(pic: str, row: dict[str, str], name: str = "", **given: str) -> LinkageRecord:
    """An organisation, under another name or with other fields if given."""
    values = {"city": row.get("city", ""), "website": row.get("organizationURL", ""), **given}
    return LinkageRecord(pic, name or row["name"], country=countries.standard(row.get("country", "")), **values)


def respelled(row: dict[str, str], rng: random.Random) -> str:
    """The name as somebody else writes it: two of seven habits at once."""
    words = row["name"].title().split()
    for habit in rng.sample(("form", "letters", "turn", "typo", "cut", "short", "plain"), 2):
        if habit == "form":
            words = [w for w in words if normalise_name(w).replace(" ", "") not in FORMS] or words
        elif habit == "letters":
            words = [w.replace("ue", "ü").replace("oe", "ö").replace("aa", "å").replace("And", "&") for w in words]
        elif habit == "turn" and len(words) > 2:
            words = [*words[1:], words[0]]
        elif habit == "typo":
            at = rng.randrange(len(words))
            if len(words[at]) > 4:
                place = rng.randrange(1, len(words[at]) - 1)
                words[at] = words[at][:place] + words[at][place + 1] + words[at][place] + words[at][place + 2 :]
        elif habit == "cut":
            words = [SHORTENED.get(w.casefold(), w) for w in words[:6]]
        elif habit == "short" and row.get("shortName"):
            words = [*words, f"({row['shortName']})"]
        elif habit == "plain":
            words = normalise_name(" ".join(words)).split()
    return " ".join(words)


def second_name(row: dict[str, str]) -> str:
    """The name that an organisation chose besides its legal one; blank where it is none or an abbreviation."""
    short = row.get("shortName", "").strip()
    return short if len(short.split()) > 1 and normalise_name(short) != normalise_name(row["name"]) else ""


def labelled(found: dict[str, dict[str, str]], *, made: bool) -> list[Pair]:
    """Pairs, each with whether it is one organisation; `made` with slips in place of real second names."""
    rng = random.Random(SEED)  # noqa: S311 the same pairs every time
    result = []
    names = {pic: row["name"].casefold() for pic, row in found.items()}
    real = [pic for pic, row in sorted(found.items()) if second_name(row)]
    for pic in rng.sample(sorted(found), len(real)) if made else real:
        row = found[pic]
        blanks = {key: "" for key in ("city", "website") if rng.random() < 0.5}
        other = respelled(row, rng) if made else second_name(row)
        result.append((party(pic, row), party(f"{pic}x", row, other, **blanks), True))
        near = process.extract(names[pic], names, scorer=fuzz.token_sort_ratio, limit=4)
        rivals = [key for _, _, key in near if key != pic and names[key] != names[pic]][:2]
        result += [(party(pic, row), party(key, found[key]), False) for key in rivals]
    return result


def tenders(found: dict[str, dict[str, str]]) -> list[Pair]:
    """Buyers and winners of TED beside organisations of CORDIS, labelled by reading them.

    `duplicate_labels.csv` has the pairs of one country whose names are the most alike: `same`, `two`, or `part` where
    one is a department of the other or several at once, which is left out. TED gives name and country alone.
    """
    result = []
    with LABELS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["label"] != "part":
                name, country = row["ted_name"], countries.standard(row["country"])
                theirs = LinkageRecord(f"ted {name}", name, country=country)
                result.append((party(row["pic"], found[row["pic"]]), theirs, row["label"] == "same"))
    return result


def half(pair: Pair) -> int:
    """The half that a pair falls into, by its PIC."""
    return hashlib.sha256(pair[0].id.encode()).digest()[0] % 2


def rates(scored: list[tuple[float, bool]], threshold: float) -> tuple[float, float, float]:
    """Precision, recall and F1 of saying "the same" from a threshold on."""
    said = sum(1 for score, _ in scored if score >= threshold)
    right = sum(1 for score, same in scored if score >= threshold and same)
    precision, recall = right / said if said else 1.0, right / sum(same for _, same in scored)
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def _methods(sets: list[Pair], words: NameVocabulary) -> dict[str, Any]:
    """The rates of every method on a set of pairs."""
    scorers: dict[str, Callable[[LinkageRecord, LinkageRecord], float]] = {
        "bridgehead": lambda a, b: compare(a, b, words).score,
        "bridgehead, names alone": lambda a, b: name_similarity(a.names[0], b.names[0], words),
        "rapidfuzz ratio": lambda a, b: fuzz.ratio(a.name.casefold(), b.name.casefold()) / 100,
        "rapidfuzz token_sort_ratio": lambda a, b: fuzz.token_sort_ratio(a.name.casefold(), b.name.casefold()) / 100,
        "rapidfuzz token_set_ratio": lambda a, b: fuzz.token_set_ratio(a.name.casefold(), b.name.casefold()) / 100,
        "rapidfuzz WRatio": lambda a, b: fuzz.WRatio(a.name.casefold(), b.name.casefold()) / 100,
    }
    found: dict[str, Any] = {"pairs": len(sets), "same": sum(same for *_, same in sets)}
    scores = {name: [score(pair[0], pair[1]) for pair in sets] for name, score in scorers.items()}
    scores["splink"] = splink_scores(sets, lambda pair: half(pair) == 0)
    for name, values in scores.items():
        parts: list[list[tuple[float, bool]]] = [[], []]
        for pair, score in zip(sets, values, strict=True):
            parts[half(pair)].append((score, pair[2]))
        best = max((t / 100 for t in range(1, 100)), key=lambda t: rates(parts[0], t)[2])
        found[name] = _rates(parts[1], best)
        if name == "bridgehead":
            found["bridgehead as used"] = _rates(parts[1], THRESHOLD)
    return found


def _rates(scored: list[tuple[float, bool]], threshold: float) -> dict[str, float]:
    precision, recall, f1 = rates(scored, threshold)
    return {"threshold": threshold, "precision": precision, "recall": recall, "f1": f1}


def _listed(found: dict[str, dict[str, str]], everybody: list[LinkageRecord]) -> dict[str, Any]:
    """The list that a person would get of all organisations with their second names among them."""
    second = [party(f"{pic}x", row, name) for pic, row in sorted(found.items()) if (name := second_name(row))]
    started = perf_counter()
    listed = candidates([*everybody, *second])
    took = perf_counter() - started
    right = sum(1 for c in listed if c.second.id == f"{c.first.id}x")
    return {
        "records": len(everybody) + len(second),
        "listed": len(listed),
        "precision": right / len(listed),
        "recall": right / len(second),
        "seconds": took,
    }


def run(data: Path, progress: Progress = no_progress) -> dict[str, Any]:
    """Precision and recall on real second names and on names with slips, and of the list of all.

    Returns
    -------
    dict
        `second_names`, `slips`, `cordis_and_ted`: by method the best threshold on one half and its rates on the other.
        `list`: of all organisations with their second names, how many pairs are listed and how many are right.
    """
    found = organisations(data)
    everybody = [party(pic, row) for pic, row in sorted(found.items())]
    words = rarity(everybody)
    sets = {name: labelled(found, made=name == "slips") for name in progress(("second_names", "slips"), "Labelling")}
    sets["cordis_and_ted"] = tenders(found)
    return {name: _methods(pairs, words) for name, pairs in sets.items()} | {"list": _listed(found, everybody)}
