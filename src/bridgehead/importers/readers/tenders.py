"""Tenders in and into the store: notices as opportunities, awards as who took part in what."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bridgehead.ecosystem.models import Activity, Actor, Participation
from bridgehead.importers.core import ted
from bridgehead.importers.core.member_rows import kind_of
from bridgehead.importers.readers import project_sources
from bridgehead.importers.services.actor_resolver import ActorResolver, NameMatch
from bridgehead.kit import csv_files
from bridgehead.kit.change_writer import Writer
from bridgehead.kit.csv_files import Refuse
from bridgehead.kit.errors import InputError
from bridgehead.kit.progress import Progress
from bridgehead.kit.safe_archives import gunzip, open_bundle
from bridgehead.opportunities.models import Opportunity

EXPECTED = f"a folder or a zip with {ted.NOTICE_FILE}, or a JSON or CSV file of the portal's search"
WON = "winner"


def read_tenders(path: Path, *, today: date, progress: Progress, refuse: Refuse) -> dict[str, ted.Notice]:
    """Notices of a folder, a zip, or an export of the portal's search.

    Raises
    ------
    InputError
        At the first thing that is not what it should be, or at each bad row if `refuse` notes it.
    """
    if path.is_file() and path.suffix.casefold() != ".zip":
        return _read_search(path, today, refuse)
    tables = project_sources.SourceTables(open_bundle(path, EXPECTED), progress, refuse)
    notices = ted.read_notices(tables.rows(ted.NOTICE_FILE, ted.NOTICES), today)
    if tables.has(ted.AWARD_FILE):
        ted.read_awards(tables.rows(ted.AWARD_FILE, ted.AWARDS), notices, refuse)
    return notices


def _read_search(path: Path, today: date, refuse: Refuse) -> dict[str, ted.Notice]:
    found = ted.read_search(search_items(path), file=path.name, today=today, refuse=refuse)
    if not found:
        raise InputError("at least one notice", file=path.name, found="none")
    return found


def search_items(path: Path) -> Iterator[Any]:
    """The notices of an export of the portal's search, as they stand."""
    content = csv_files.content_of(path)
    if content.startswith(project_sources.GZIP):
        content = gunzip(content, path.name)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return ted.notices_of(project_sources.json_values(content, path.name))
    try:
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        items = [{k: v for k, v in row.items() if k} for row in rows]
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(EXPECTED, file=path.name, found=str(error)) from error
    if "publication-number" not in (rows.fieldnames or ()):
        raise InputError("the column publication-number", file=path.name, row=1, found=", ".join(rows.fieldnames or ()))
    return iter(items)


def write_tenders(notices: dict[str, ted.Notice], writer: Writer, progress: Progress) -> Sequence[NameMatch]:
    """Write notices; a buyer or winner that is known by name and country is the actor that it is.

    Returns
    -------
    sequence of Recognised
        Those that are known under a name with another legal form.
    """
    register = ActorResolver(loosely=True)
    actors: dict[str, dict[str, object]] = {}
    activities, parts = [], {}
    for notice in notices.values():
        if not notice.winners:
            continue
        id_ = f"ted-{notice.number}"
        organiser = _actor(actors, register, notice.buyer, notice.country, "public", "") if notice.buyer else None
        activities.append(
            {
                "id": f"{id_}-award",
                "name": notice.title,
                "kind": "project",
                "organiser_id": organiser,
                "start": notice.day,
                "market": notice.country,
                "opportunity_id": id_,
                "external_id": notice.number,
            }
        )
        for winner in notice.winners:
            actor = _actor(actors, register, winner.name, winner.country, kind_of(winner.name), winner.size)
            row = {"activity_id": f"{id_}-award", "actor_id": actor, "role": WON}
            parts[Participation.key_of(row)] = {"id": Participation.key_of(row), **row}
    buyers = {activity["opportunity_id"]: activity["organiser_id"] for activity in activities}
    rows = (
        {"id": id_, "title": n.title, "kind": "tender", "buyer": buyers.get(id_) or n.buyer, **n.values}
        for n in notices.values()
        for id_ in (f"ted-{n.number}",)
    )
    writer.put(Opportunity, progress(rows, "Writing tenders"), keep_blank=True)
    writer.put(Actor, progress(actors.values(), "Writing buyers and winners"), keep=("kind", "name"), keep_blank=True)
    writer.put(Activity, progress(activities, "Writing awards"), keep_blank=True)
    writer.put(Participation, parts.values(), keep_blank=True)
    return list(register.recognised.values())


def _actor(
    actors: dict[str, dict[str, object]], register: ActorResolver, name: str, country: str, kind: str, size: str
) -> str:
    id_ = register.find({"name": name, "country": country})
    size = size if kind == "firm" or size == "sme" else ""
    row = actors.setdefault(id_, {"id": id_, "name": name, "kind": kind, "country": country, "size": size})
    row["size"] = row["size"] or size
    return id_
