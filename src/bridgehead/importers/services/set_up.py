"""The set-up of a workspace: the cluster's own record, one member typed in, a step skipped."""

from typing import Any

from bridgehead.ecosystem.models import Membership
from bridgehead.importers import phrases
from bridgehead.importers.core import member_rows
from bridgehead.importers.models import SkippedStep
from bridgehead.importers.queries.set_up import ALL, listed_outside, usual_cluster
from bridgehead.importers.readers.member_lists import MemberRow
from bridgehead.importers.services.member_writer import write_members
from bridgehead.kit import countries
from bridgehead.kit.change_writer import batch
from bridgehead.kit.csv_files import refuse_file
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.progress import no_progress
from bridgehead.kit.receipt import Receipt


def skip_step(name: str, *, viewer: Viewer) -> Receipt[None]:
    """Skip a step of the set-up, or with `all` dismiss the whole; what is there already is done all the same.

    Raises
    ------
    NotAllowed
        To whoever may not import.
    NotFound
        If there is no such step.
    """
    viewer.require(Verb.IMPORT, Resource.CASE)
    if name not in (*phrases.STEPS, ALL):
        raise NotFound(phrases.no_such_step(name))
    with batch("set_up.skip", name, viewer=viewer) as writer:
        writer.put(SkippedStep, [{"id": name}])
    return writer.receipt(None)


def add_member(
    name: str, *, country: str = "", description: str = "", contact: str = "", email: str = "", viewer: Viewer
) -> Receipt[str]:
    """Add a member of the workspace's cluster, as a list of one row would; its name.

    Raises
    ------
    NotAllowed
        To whoever may not import.
    InputError
        At a value that a member cannot have.
    Busy
        If others wrote for longer than one waits.
    """
    viewer.require(Verb.IMPORT, Resource.CASE)
    cells = {
        "name": name,
        "country": countries.name(country),
        "description": description,
        "contact_name": contact,
        "contact_email": email,
    }
    values, faults = member_rows.read(cells)
    for fault in faults:
        raise InputError(fault.expected, column=COLUMNS.get(fault.field, fault.field), found=fault.found)
    with batch("member.add", viewer=viewer, name=name) as writer:
        row = MemberRow(1, values, dict.fromkeys(values, ""))
        write_members([row], writer, no_progress, refuse_file, file="", cluster=usual_cluster())
    return writer.receipt(name)


def make_members(*, viewer: Viewer) -> Receipt[int]:
    """Make the organisations that were listed while there was no cluster members of it; how many.

    Raises
    ------
    NotAllowed
        To whoever may not import.
    Busy
        If others wrote for longer than one waits.
    """
    viewer.require(Verb.IMPORT, Resource.CASE)
    with batch("members.join", viewer=viewer) as writer:
        own = usual_cluster()
        pairs = [{"member_id": id_, "cluster_id": own} for id_ in listed_outside().values_list("pk", flat=True)]
        writer.put(Membership, [{"id": Membership.key_of(pair), **pair} for pair in pairs if own])
    return writer.receipt(len(pairs))


COLUMNS: dict[str, Any] = {"contact_name": "contact", "contact_email": "email"}
"""What a form calls the fields of a member's contact."""
