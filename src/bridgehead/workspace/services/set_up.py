"""The set-up of a workspace: its own cluster, a list that was pasted."""

from django.core.files.uploadedfile import SimpleUploadedFile

from bridgehead.ecosystem.queries import cluster_in_question
from bridgehead.importers.core.column_mapping import HeadingWords
from bridgehead.importers.queries.set_up import usual_cluster
from bridgehead.importers.readers.member_lists import known_headings
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.write_lock import write_lock
from bridgehead.settings.services.change_settings import save_settings
from bridgehead.settings.services.logo import save_logo
from bridgehead.workspace.services.records import add_record, edit_record

PASTED = "pasted list.csv"
SEPARATORS = "\t;,|"


def save_cluster(name: str, *, country: str, accent: str = "", logo: bytes = b"", viewer: Viewer) -> Receipt[str]:
    """Make the cluster whose workspace this is, or give it another name, country or face; its id.

    Parameters
    ----------
    accent, logo
        Colour and picture; blank leaves what is there. Only who may change settings gives them.

    Raises
    ------
    NotAllowed
        To whoever may not change organisations.
    InputError
        If the name or country is none, or the settings do not take a colour or picture; nothing is saved then.
    Busy
        If others wrote for longer than one waits.
    """
    with write_lock():
        done = _save_record({"name": name, "country": country}, viewer)
        if viewer.may(Verb.CHANGE, Resource.SETTING):
            save_settings({"cluster": done.result, **({"accent": accent} if accent else {})}, viewer=viewer)
        if logo:
            save_logo(logo, viewer=viewer)
    return done


def _save_record(values: dict[str, str], viewer: Viewer) -> Receipt[str]:
    own = usual_cluster()
    if own:
        return edit_record("actor", own, values, viewer=viewer)
    named = cluster_in_question()  # the server may name a cluster that is not there yet
    return add_record("actor", {**values, "kind": "cluster", **({"id": named} if named else {})}, viewer=viewer)


def pasted_list(text: str) -> SimpleUploadedFile:
    """Rows that somebody pasted, as a file to import; names alone, one a line, get their heading."""
    lines = text.strip("\n").splitlines()
    first = lines[0] if lines else ""
    words = HeadingWords(known_headings())
    alone = not any(sign in line for line in lines for sign in SEPARATORS)
    if alone and not words.meaning_of(first.strip())[0]:
        lines.insert(0, "Name")
    return SimpleUploadedFile(PASTED, "\n".join(lines).encode())
