"""How often codes were applied, and which share passages."""

from collections import Counter, defaultdict

from django.db.models import Count, QuerySet

from bridgehead.evidence.models import Coding


def frequencies(codings: "QuerySet[Coding]") -> dict[str, Counter[str]]:
    """How often each code was applied, by source."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for source, code, n in codings.order_by().values_list("source", "code").annotate(n=Count("pk")):
        counted[code][source] = n
    return dict(counted)


def co_occurrence(codings: "QuerySet[Coding]") -> Counter[tuple[str, str]]:
    """How many passages of one code share a character with one of another, pair by pair in order of ids."""
    by_source: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for source, start, end, code in codings.exclude(start=None).values_list("source", "start", "end", "code"):
        by_source[source].append((start or 0, end or 0, code))
    pairs: Counter[tuple[str, str]] = Counter()
    for marks in by_source.values():
        open_marks: list[tuple[int, int, str]] = []
        for mark in sorted(marks):
            open_marks = [m for m in open_marks if m[1] > mark[0]]
            pairs.update((min(m[2], mark[2]), max(m[2], mark[2])) for m in open_marks if m[2] != mark[2])
            open_marks.append(mark)
    return pairs
