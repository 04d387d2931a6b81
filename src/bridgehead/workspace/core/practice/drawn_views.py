"""What the practice cluster's staff keep of their lists: tags, saved views and templates of mails."""

from bridgehead.workspace.core.practice.case_draft import CaseDraft
from bridgehead.workspace.core.practice.practice_words import PracticeWords

TAGGED = 0.15
"""The share of records that have a tag."""
OWNER = "demo"
"""The account whose views they are."""


def draw_views(draft: CaseDraft, words: PracticeWords) -> None:
    """Tags of what was drawn before, a view of each of two lists, and a template in two languages."""
    chance = draft.random("tags")
    for table, tags in words.tags.items():
        for row in draft.tables.get(table, ()):
            if chance.random() < TAGGED:
                row["tags"] = chance.choice(tags)
    for view in words.views:
        mailed = f"{draft.day(-6).isoformat()}T07:00" if view.mail else ""
        named = {"id": view.id, "name": view.name, "page": view.page, "filters": view.filters}
        draft.add("saved_views", **named, owner=OWNER, shared="yes", mail=view.mail, mailed=mailed)
    for each in words.templates:
        said = {"purpose": each.purpose, "subject": each.subject, "text": each.text}
        draft.add("mail_templates", name=each.name, language=each.language, **said)
