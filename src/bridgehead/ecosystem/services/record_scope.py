"""The scope of records in words: as of which day, and without what."""

from django.utils import timezone

from bridgehead.ecosystem import phrases
from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.queries import activity_names


def scope_text(scope: RecordScope) -> str:
    """The day, where it is another one than today, and what is left out; blank where there is nothing to say."""
    texts = []
    if scope.as_of != timezone.localdate():
        texts.append(phrases.as_of(scope.as_of))
    if scope.left_out:
        texts.append(phrases.left_out(activity_names(scope.left_out).values()))
    return " ".join(texts)


def export_note(scope: RecordScope) -> str:
    """What stands below figures in a file: the scope, and by which rules they are computed."""
    return " ".join(text for text in (scope_text(scope), f"{phrases.computed_by()}.") if text)
