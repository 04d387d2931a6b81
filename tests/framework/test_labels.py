"""Labels of the theory in the reader's language."""

from collections.abc import Iterator

import pytest
from django.utils.translation import gettext

from bridgehead.consortium.phrases.requirements import rule
from bridgehead.consortium.phrases.seat_reasons import needed_by_rule
from bridgehead.framework import label_messages, labels
from bridgehead.framework.consortium_rule_files import rule_sets
from bridgehead.framework.cordis_identity import load_project_sets
from bridgehead.framework.distances import load_distances, read_about
from bridgehead.framework.entry_modes import modes
from bridgehead.framework.loader import load_framework
from bridgehead.framework.preset_codebooks import codebooks
from bridgehead.framework.template_tags import rules, term
from bridgehead.influence.phrases.regional_identity import shipped_figures
from bridgehead.kit import expected_phrases, vocabularies
from bridgehead.kit.errors import InputError
from bridgehead.profile.core.entry_mode_advice import advise
from bridgehead.profile.core.standing import nothing_known
from bridgehead.profile.tables.pattern import mode_table
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


@pytest.mark.usefixtures("shouted")
def test_labels_of_rules_measures_and_codebooks_are_translated_where_they_are_shown() -> None:
    about = rule_sets()["eurostars"]
    assert (about.label, about.text) == ("EUROSTARS", "Eurostars")
    assert rules("eurostars") == "EUROSTARS"
    assert rule("No two competitors") == "NO TWO COMPETITORS"
    assert needed_by_rule("No two competitors").endswith("NO TWO COMPETITORS")
    measure = load_distances().measures["geographic"]
    assert (measure.label, measure.unit) == ("GEOGRAPHIC", "KILOMETRES")
    assert all(fact.label.isupper() for fact in load_distances().facts.values())
    assert all(book.label.isupper() for book in codebooks().values())


@pytest.mark.usefixtures("shouted")
def test_sentences_of_the_files_are_translated_where_they_are_shown() -> None:
    assert load_framework().components["Oa.network"].holds == "RELATIONS AS A RESOURCE"
    sets = load_project_sets()
    assert all(each.label.isupper() and each.holds == each.holds_text.upper() for each in sets)
    assert shipped_figures(sets[0]).startswith("1,357 CLEANTECH PROJECTS")
    (advice,) = advise([modes()["direct_export"]], dict.fromkeys(load_framework().components, nothing_known()))
    assert "CUSTOMERS ABROAD MUST BE REACHED" in str([row.cells for row in mode_table([advice]).shown])


def test_what_a_key_takes_is_said_in_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError) as caught:
        read_about({"measure": {}, "fact": {"gdp": {"label": "GDP", "unit": "euro", "source": "s", "year": "then"}}})
    monkeypatch.setattr(expected_phrases, "gettext", {"a year": "et år"}.get)
    assert str(caught.value.expected) == "et år"


def test_every_label_is_listed_for_translators() -> None:
    assert TARGET.read_text(encoding="utf-8") == text(), "python -m scripts.label_messages"
    framework = load_framework()
    shown = {label for terms in framework.vocabularies.values() for label in terms.values()}
    shown |= {*framework.codes.values(), *framework.groups.values()}
    for about in rule_sets().values():
        shown |= {about.text, *(each.says for each in about.rules), *about.check}
    for figure in (*load_distances().measures.values(), *load_distances().facts.values()):
        shown |= {figure.label_text, figure.unit_text}
    shown |= {each.holds_text for each in (*framework.components.values(), *load_project_sets())}
    shown |= {need.because for mode in modes().values() for need in mode.needs}
    shown |= {book.text for book in codebooks().values()} | {"a year", "a share above 0, at most 1"}
    assert shown <= set(label_messages.MESSAGES)
