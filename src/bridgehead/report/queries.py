"""Reads of what reports cite: sources, pieces of evidence, codebooks, names."""

from collections.abc import Collection

from django.db.models import Q

from bridgehead.ecosystem.models import Actor, Source
from bridgehead.evidence.models import Code, Evidence
from bridgehead.framework.loader import load_framework
from bridgehead.report.core.report_parts import CitedEvidence, SourceLine

CodeLine = tuple[str, str, str]


def sources() -> dict[str, SourceLine]:
    """Every source by id."""
    columns = ("id", "title", "kind", "date", "purpose", "current", "trust")
    kinds = load_framework().vocabularies["source_kind"]
    return {
        id_: SourceLine(id_, title, kinds.get(kind, kind), date, (purpose, current, trust))
        for id_, title, kind, date, purpose, current, trust in Source.objects.values_list(*columns)
    }


def pieces(*, actors: Collection[str] = (), ids: Collection[str] = ()) -> dict[str, CitedEvidence]:
    """Evidence on some actors or of some ids, by id."""
    columns = (
        "id",
        "actor_id",
        "code",
        "direction",
        "salience",
        "origin",
        "summary",
        "source_id",
        "locator",
        "prospective",
    )
    found = Evidence.objects.filter(Q(actor__in=actors) | Q(pk__in=ids)).order_by("id").values_list(*columns)
    return {
        id_: CitedEvidence(
            id_, actor or "", code, direction, salience or 0, origin, summary, source or "", locator, hoped == "yes"
        )
        for id_, actor, code, direction, salience, origin, summary, source, locator, hoped in found
    }


def names() -> dict[str, str]:
    """Every actor's name by id."""
    return dict(Actor.objects.values_list("id", "name"))


def code_names() -> dict[str, str]:
    """Every code, preset or a codebook's own, to its name."""
    return {**dict(Code.objects.values_list("id", "name")), **load_framework().codes}


def codebooks() -> tuple[list[CodeLine], dict[str, list[CodeLine]]]:
    """The framework's codes, then each codebook's own by its name: id, name and definition."""
    framework = load_framework()
    held = {id_: component.holds for id_, component in framework.components.items()}
    preset = [(id_, name, held.get(id_, "")) for id_, name in framework.codes.items()]
    grouped: dict[str, list[CodeLine]] = {}
    rows = Code.objects.order_by("codebook__name", "id").values_list("codebook__name", "id", "name", "definition")
    for book, id_, name, definition in rows:
        grouped.setdefault(book, []).append((id_, name, definition))
    return preset, grouped
