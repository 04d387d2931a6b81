"""What people say of an actor for an opportunity: kept with date and person, and taken back.

A pair's words do not contradict each other: *good* and *joined* take back *not for them* and *no thanks*,
which in turn take them back. The change log keeps what stood before.
"""

from collections.abc import Collection

from django.utils import timezone

from bridgehead.ecosystem.queries import actor as find_actor
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.expectations import expects
from bridgehead.kit.models import Change
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.write_lock import write_lock
from bridgehead.match import phrases
from bridgehead.match.core.mark_types import DECLINED, DISMISSING, GOOD, JOINED, WORDS
from bridgehead.match.models import Mark
from bridgehead.opportunities.queries import opportunity as find_opportunity

LONGEST_REASON = 2_000
FAVOURABLE = (GOOD, JOINED)


def mark(opportunity: str, actor: str, word: str, *, viewer: Viewer, why: str = "", by: str = "") -> Receipt[Mark]:
    """Say something of an actor for an opportunity, today.

    Saying it again keeps the first date and person; a reason that is given takes the place of the old one.

    Parameters
    ----------
    word
        `good`, `contacted`, `joined`, `not_for_them`, or `declined` where the actor itself says no.
    why
        The reason, in words.
    by
        Who says so: the name of an account, or the id of a contact.

    Returns
    -------
    Receipt[Mark]
        With the mark as it stands.

    Raises
    ------
    NotAllowed
        If the word is not the viewer's to give.
    NotFound
        If there is no such opportunity or actor.
    InputError
        If the word is none of these, or the reason is too long.
    """
    require_say(viewer, actor, word)
    about, of = find_opportunity(opportunity), find_actor(actor)
    _require_word(word)
    reason = why.strip()
    if len(reason) > LONGEST_REASON:
        raise InputError(expects("reason_up_to", limit=LONGEST_REASON), column="reason", found=reason)
    opposite = FAVOURABLE if word in DISMISSING else DISMISSING if word in FAVOURABLE else ()
    with batch("mark.set", opportunity, viewer=viewer, actor=of.name, mark=word, opportunity=about.title) as writer:
        pair = Mark.objects.filter(opportunity=opportunity, actor=actor)
        standing = pair.filter(mark=word).order_by("-date").first()
        row = {
            "opportunity_id": opportunity,
            "actor_id": actor,
            "mark": word,
            "date": standing.date if standing else timezone.localdate().isoformat(),
            "by": standing.by if standing else by,
        }
        key = Mark.key_of(row)
        writer.remove(Mark, list(pair.filter(mark__in=opposite).values_list("pk", flat=True)))
        writer.put(Mark, [{"id": key, **row, **({"reason": reason} if reason else {})}])
        made = Mark.objects.get(pk=key)
    return writer.receipt(made)


def remove_mark(opportunity: str, actor: str, word: str, *, viewer: Viewer) -> Receipt[None]:
    """Take back what was said of an actor for an opportunity, whoever said it.

    Raises
    ------
    NotAllowed
        If the word is not the viewer's to take back.
    NotFound
        If there is no such opportunity, actor or mark.
    InputError
        If it is none of the words of `mark`: that a mail went out cannot be taken back.
    """
    require_say(viewer, actor, word)
    about, of = find_opportunity(opportunity), find_actor(actor)
    _require_word(word)
    with batch("mark.remove", opportunity, viewer=viewer, actor=of.name, mark=word, opportunity=about.title) as writer:
        said = Mark.objects.filter(opportunity=opportunity, actor=actor, mark=word).values_list("pk", flat=True)
        if not writer.remove(Mark, list(said)).removed:
            raise NotFound(phrases.no_feedback(word, of.name, about.title))
    return writer.receipt(None)


def require_say(viewer: Viewer, actor: str, word: str) -> None:
    """Refuse what is not the viewer's to say: staff give their words, an actor its own "no thanks"."""
    if word == DECLINED:
        viewer.require(Verb.CHANGE, Resource.ANSWER, owner=actor)
    else:
        viewer.require(Verb.CHANGE, Resource.MARK)


def _require_word(word: str) -> None:
    if word not in WORDS:
        raise InputError(expects("one_of", options=WORDS), column="mark", found=word)


def erase_person_from_marks(names: Collection[str], *, viewer: Viewer) -> Receipt[int]:
    """Take whoever gave or got these marks out of them, and out of their lines of the log, for good.

    What was said stays, with its day. Neither goes through a batch: its lines would hold what is to be forgotten.

    Returns
    -------
    Receipt of int
        How many marks named them.

    Raises
    ------
    Busy
        If others wrote for longer than one waits.
    """
    viewer.require(Verb.CHANGE, Resource.CASE)
    with write_lock():
        named = list(Mark.objects.filter(by__in=names))
        for mark in named:
            nameless = _nameless(mark.pk, mark.by)
            if Mark.objects.filter(pk=nameless).exists():
                Mark.objects.filter(pk=mark.pk).delete()
            else:
                Mark.objects.filter(pk=mark.pk).update(id=nameless, by="")
        for name in names:
            for line in Change.objects.filter(table="mark", key__endswith=f"/{name}"):
                for state in (line.before, line.after):
                    if state and state.get("by") == name:
                        state.update(by="", id=_nameless(line.key, name))
                line.key = _nameless(line.key, name)
                line.save(update_fields=("key", "before", "after"))
    return Receipt(len(named))


def _nameless(key: str, name: str) -> str:
    return key.removesuffix(f"/{name}")
