"""Reads behind the study's tables and figures: what is counted over all organisations, and the sources."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from bridgehead.ecosystem.models import Actor, Entry, Indicator, Source
from bridgehead.evidence.models import Code, Evidence
from bridgehead.framework.cluster_dynamics import ClusterDynamic
from bridgehead.framework.entry_modes import EntryMode, modes
from bridgehead.framework.loader import load_framework
from bridgehead.influence.models import Finding, Relation

FROM_CLUSTERS = ("cluster", "cluster_network")
SPOKEN = ("interview", "observation")
WRITTEN = ("document", "record")


@dataclass(frozen=True)
class DynamicInRecords:
    """A line of the study's table 1 with what the records show of it.

    Attributes
    ----------
    dynamic
        The assumption; None where the records show what nobody assumed.
    pieces, organisations
        Strengths in this component that clusters brought about in this way, and how many organisations they are of.
    """

    component: str
    mechanism: str
    dynamic: ClusterDynamic | None
    pieces: int
    organisations: int


def dynamics_in_records() -> list[DynamicInRecords]:
    """The study's table 1, in the order of the components, first what is assumed, then what is only seen."""
    framework = load_framework()
    pieces: Counter[tuple[str, str]] = Counter()
    of: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    found = Evidence.objects.filter(origin__in=FROM_CLUSTERS, direction="strength").exclude(mechanism="")
    for actor, code, mechanism in found.exclude(prospective="yes").values_list("actor", "code", "mechanism"):
        component = framework.parts.get(code, code)
        if component in framework.components:
            pieces[component, mechanism] += 1
            of[component, mechanism].add(actor)
    assumed = {(one.component, one.mechanism): one for one in framework.dynamics}
    pairs = [*assumed, *sorted(pair for pair in pieces if pair not in assumed)]
    order = list(framework.components)
    pairs.sort(key=lambda pair: order.index(pair[0]))
    return [DynamicInRecords(*pair, assumed.get(pair), pieces[pair], len(of[pair])) for pair in pairs]


def spoken_sources() -> QuerySet[Source]:
    """Interviews and observations (the study's table 2)."""
    return Source.objects.filter(kind__in=SPOKEN).order_by("kind", "title", "id")


def written_sources() -> QuerySet[Source]:
    """Documents and records (the study's table 3)."""
    return Source.objects.filter(kind__in=WRITTEN).order_by("kind", "title", "id")


@dataclass(frozen=True)
class ModeInRecords:
    """An entry mode with how many entries of each status have it."""

    mode: EntryMode
    entries: Mapping[str, int]


def modes_in_records() -> list[ModeInRecords]:
    """The study's figure 2: every mode, in the order of what it ties up, with the entries that have it."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for mode, status, count in Entry.objects.values_list("mode", "status").annotate(count=Count("pk")):
        counts[mode][status] += count
    return [ModeInRecords(mode, counts[id_]) for id_, mode in modes().items()]


def country_figures() -> QuerySet[Indicator]:
    """Figures of countries (the study's figures 8 to 10)."""
    return Indicator.objects.filter(subject_kind="country").order_by("indicator", "period", "value", "subject")


@dataclass(frozen=True)
class StudyCounts:
    """How many records each of the study's tables and figures can be drawn from, by the name of what is counted."""

    evidence: int
    through_clusters: int
    spoken: int
    written: int
    relations: int
    moded_entries: int
    codes: int
    country_figures: int
    cluster_figures: int


def study_counts(cluster: str) -> StudyCounts:
    """Counts behind the list of the study's tables and figures.

    Parameters
    ----------
    cluster
        The cluster whose own figures are counted; blank for none.
    """
    return StudyCounts(
        evidence=Evidence.objects.filter(actor__kind="firm").count(),
        through_clusters=sum(row.pieces for row in dynamics_in_records()),
        spoken=spoken_sources().count(),
        written=written_sources().count(),
        relations=Relation.objects.count(),
        moded_entries=Entry.objects.exclude(mode="").count(),
        codes=Code.objects.count(),
        country_figures=country_figures().count(),
        cluster_figures=indicators_of_actor(cluster).count() if cluster else 0,
    )


def indicators_of_actor(id_: str) -> QuerySet[Indicator]:
    """An organisation's own figures, by name, the latest first."""
    return Indicator.objects.filter(subject=id_).exclude(subject_kind="country").order_by("indicator", "-period")


def firms_with_evidence(cluster: str, most: int) -> list[str]:
    """Member firms of a cluster of which there is most evidence."""
    members = Actor.objects.filter(kind="firm", memberships__cluster=cluster).distinct()
    counted = members.annotate(pieces=Count("evidence", distinct=True)).filter(pieces__gt=0)
    return sorted(counted.order_by("-pieces", "pk").values_list("pk", flat=True)[:most])


@dataclass(frozen=True)
class MethodCount:
    """How often a choice of method was made: the part of the method, the choice, blank for none, and the number."""

    part: str
    value: str
    count: int


def method_counts() -> list[MethodCount]:
    """The study's figure 4 from its records: kinds of sources, forms of interviews, codes, coders, what came of it."""
    found = [
        MethodCount(part, value, count)
        for part, column in (("source", "kind"), ("form", "form"))
        for value, count in _counts(Source.objects.exclude(**{column: ""}), column)
    ]
    preset = Code.objects.filter(preset="yes").count()
    found += [
        MethodCount("preset", "", preset),
        MethodCount("found", "", Code.objects.count() - preset),
        MethodCount("coders", "", Evidence.objects.exclude(coder="").values("coder").distinct().count()),
        MethodCount("evidence", "", Evidence.objects.count()),
        MethodCount("findings", "", Finding.objects.count()),
    ]
    return [one for one in found if one.count]


def _counts(rows: QuerySet[Source], column: str) -> list[tuple[str, int]]:
    return list(rows.values_list(column).annotate(count=Count("pk")).order_by(column))
