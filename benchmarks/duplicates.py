"""Finding the same organisation twice: precision and recall on names of CORDIS, against plain rapidfuzz.

`python -m benchmarks.duplicates [DATA]`. CORDIS itself spells an organisation one way (of 5,800 PICs with a
name, one has two), so that pairs that are the same are made: a real organisation, and the same as a member
list would write it (legal form gone or written out, accents and letter pairs, words turned around, one
typing error, cut short, its real short name added; website and city sometimes blank). Pairs that are two
are real: organisations with different PICs whose names are the most alike, in the same country or not.
The threshold is chosen on one half of the organisations (by their PIC) and reported on the other.
"""

import csv
import gzip
import hashlib
import io
import random
import sys
from pathlib import Path
from time import perf_counter

from rapidfuzz import fuzz, process

from bridgehead.intake.core.duplicates import Party, candidates, compare, rarity
from bridgehead.intake.core.names import FORMS, plain

SEED = 20240501
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


def party(pic: str, row: dict[str, str], name: str = "", **given: str) -> Party:
    """An organisation, under another name or with other fields if given."""
    values = {"city": row.get("city", ""), "website": row.get("organizationURL", ""), **given}
    return Party(pic, name or row["name"], country=row.get("country", ""), **values)


def respelled(row: dict[str, str], rng: random.Random) -> str:
    """The name as somebody else writes it: two of seven habits at once."""
    words = row["name"].title().split()
    for habit in rng.sample(("form", "letters", "turn", "typo", "cut", "short", "plain"), 2):
        if habit == "form":
            words = [w for w in words if plain(w).replace(" ", "") not in FORMS] or words
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
            words = plain(" ".join(words)).split()
    return " ".join(words)


def labelled(found: dict[str, dict[str, str]]) -> list[tuple[Party, Party, bool]]:
    """Pairs, each with whether it is one organisation."""
    rng = random.Random(SEED)  # noqa: S311 the same pairs every time
    result = []
    names = {pic: row["name"].casefold() for pic, row in found.items()}
    for pic in rng.sample(sorted(found), 1500):
        row = found[pic]
        blanks = {key: "" for key in ("city", "website") if rng.random() < 0.5}
        result.append((party(pic, row), party(f"{pic}x", row, respelled(row, rng), **blanks), True))
        near = process.extract(names[pic], names, scorer=fuzz.token_sort_ratio, limit=4)
        rivals = [key for _, _, key in near if key != pic and names[key] != names[pic]][:2]
        result += [(party(pic, row), party(key, found[key]), False) for key in rivals]
    return result


def half(pair: tuple[Party, Party, bool]) -> int:
    """The half that a pair falls into, by its PIC."""
    return hashlib.sha256(pair[0].id.encode()).digest()[0] % 2


def rates(scored: list[tuple[float, bool]], threshold: float) -> tuple[float, float, float]:
    """Precision, recall and F1 of saying "the same" from a threshold on."""
    said = sum(1 for score, _ in scored if score >= threshold)
    right = sum(1 for score, same in scored if score >= threshold and same)
    precision, recall = right / said if said else 1.0, right / sum(same for _, same in scored)
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def main() -> None:
    """Print the table."""
    data = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data")
    found = organisations(data)
    everybody = [party(pic, row) for pic, row in sorted(found.items())]
    weights = rarity(everybody)
    sets = labelled(found)
    scorers = {
        "bridgehead": lambda a, b: compare(a, b, weights).score,
        "rapidfuzz ratio": lambda a, b: fuzz.ratio(a.name.casefold(), b.name.casefold()) / 100,
        "rapidfuzz token_sort_ratio": lambda a, b: fuzz.token_sort_ratio(a.name.casefold(), b.name.casefold()) / 100,
        "rapidfuzz token_set_ratio": lambda a, b: fuzz.token_set_ratio(a.name.casefold(), b.name.casefold()) / 100,
        "rapidfuzz WRatio": lambda a, b: fuzz.WRatio(a.name.casefold(), b.name.casefold()) / 100,
    }
    print(f"{len(sets):,} pairs, {sum(same for *_, same in sets):,} of them the same organisation")
    for name, score in scorers.items():
        parts: list[list[tuple[float, bool]]] = [[], []]
        for pair in sets:
            parts[half(pair)].append((score(pair[0], pair[1]), pair[2]))
        threshold = max((t / 100 for t in range(50, 100)), key=lambda t: rates(parts[0], t)[2])
        precision, recall, f1 = rates(parts[1], threshold)
        print(f"{name:28} threshold {threshold:.2f}  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
    rng = random.Random(SEED)  # noqa: S311 the same pairs every time
    twins = [party(f"{pic}x", row, respelled(row, rng)) for pic, row in sorted(found.items())[:1500]]
    started = perf_counter()
    listed = candidates([*everybody, *twins])
    reached = sum(1 for c in listed if c.second.id == f"{c.first.id}x")
    print(
        f"all of {len(everybody) + len(twins):,}: {len(listed):,} candidates in {perf_counter() - started:.1f} s, ",
        end="",
    )
    print(f"{reached / len(twins):.3f} of the respelled ones among them")


if __name__ == "__main__":
    main()
