"""Organisations on record whose name is like one that is being typed."""

from bridgehead.ecosystem.models import Actor
from bridgehead.importers.core.name_keys import key_without_form
from bridgehead.importers.core.name_normalisation import strip_legal_form
from bridgehead.importers.core.name_similarity import NameVocabulary, name_similarity
from bridgehead.kit.field_limits import LINE_LENGTH
from bridgehead.kit.word_filter import with_any

ALIKE = 0.75
LONG = 3
LOOKED_AT, SHOWN = 400, 5
MOST_WORDS = 10


def similar_actors(name: str) -> list[Actor]:
    """The organisations whose name or alias is most like a name, the likeliest first.

    Only those that share a word of at least three letters with it, or the beginning of one, are compared; of scripts
    that say more in a letter, a word of any length.
    """
    wanted = strip_legal_form(name[:LINE_LENGTH])
    own = key_without_form(name[:LINE_LENGTH]).split()
    words = [word for word in dict.fromkeys((*wanted.split(), *own)) if len(word) >= LONG or not word.isascii()]
    if not words:
        return []
    starts = [word[: max(LONG, len(word) - 2)] for word in words[:MOST_WORDS]]
    found = list(with_any(Actor.objects.all(), starts, ("name", "aliases")).order_by("name", "pk")[:LOOKED_AT])
    names = {actor.pk: [strip_legal_form(text) for text in (actor.name, *actor.aliases)] for actor in found}
    vocabulary = NameVocabulary.of(names.values(), [actor.city for actor in found], [])
    score = {id_: max(name_similarity(wanted, one, vocabulary) for one in all_) for id_, all_ in names.items()}
    alike = [actor for actor in found if score[actor.pk] >= ALIKE]
    return sorted(alike, key=lambda actor: (-score[actor.pk], actor.name, actor.pk))[:SHOWN]
