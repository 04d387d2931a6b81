"""Labels of the theory in the reader's language."""

from collections.abc import Iterator

import pytest
from django.utils.translation import gettext

from bridgehead.framework import label_messages, labels
from bridgehead.framework.loader import load_framework
from bridgehead.framework.template_tags import term
from bridgehead.kit import vocabularies
from scripts.label_messages import TARGET, text


@pytest.fixture
def shouted() -> Iterator[None]:
    """Every text is translated into capitals."""
    labels.provide(str.upper)
    yield
    labels.provide(gettext)


@pytest.mark.usefixtures("shouted")
def test_labels_are_translated_when_they_are_read() -> None:
    framework = load_framework()
    assert term("sme", "actor_size") == framework.vocabularies["actor_size"]["sme"] == "SME"
    assert framework.label("actor_kind", "firm") == "FIRM"
    assert dict(vocabularies.terms("actor_kind"))["firm"] == "FIRM"
    assert framework.components["Oa.capital"].label == framework.codes["Oa.capital"] == "ACCESS TO CAPITAL"
    assert framework.vocabularies["component"]["Oa.capital"] == "ACCESS TO CAPITAL"
    assert framework.groups["barrier"].isupper()
    assert framework.label("actor_kind", "no such kind") == "no such kind"


def test_every_label_is_listed_for_translators() -> None:
    assert TARGET.read_text(encoding="utf-8") == text(), "python -m scripts.label_messages"
    framework = load_framework()
    shown = {label for terms in framework.vocabularies.values() for label in terms.values()}
    shown |= {*framework.codes.values(), *framework.groups.values()}
    assert shown <= set(label_messages.MESSAGES)
