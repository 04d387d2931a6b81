"""Sentences of the reports: whole, with their plurals and their "and"."""

from bridgehead.influence.core.need_and_use import NeedAndUse
from bridgehead.profile.core.coded_reason import CodedReason
from bridgehead.profile.core.internationalisation_pattern import find_pattern
from bridgehead.report import phrases
from bridgehead.report.core.member_report import StandingSummary


def test_a_summary_names_strengths_weaknesses_and_what_came_through_the_cluster() -> None:
    found = StandingSummary(("Oa.technology", "Oa.network"), ("Oa.capital",), (), ("Oa.capital",))
    assert phrases.member_summary("STAC", "CLEAN", found) == [
        "STAC is strong in technology and business network.",
        "STAC is weak in access to capital.",
        "At least half of the strength in access to capital came through CLEAN.",
    ]
    nothing = StandingSummary((), (), (), ())
    assert phrases.member_summary("STAC", "CLEAN", nothing) == [
        "CLEAN contributed less than half of the strength in every advantage."
    ]


def test_a_path_abroad_without_entries_says_so() -> None:
    pattern = find_pattern([], [], {})
    assert phrases.path_abroad(pattern) == [
        "0 first entries. Pattern: Too few entries.",
        "Declared strategy: Not declared.",
    ]


def test_losses_are_counted() -> None:
    assert (
        phrases.network_loss("STAC", "CLEAN", 1, 0) == "Without CLEAN, 1 market abroad would be out of reach for STAC."
    )
    assert phrases.network_loss("STAC", "CLEAN", 2, 3).endswith("3 more would be further away.")


def test_need_and_use_says_why_there_is_no_figure() -> None:
    text = phrases.need_and_use_text(NeedAndUse(None, None, None, 0, {"tau": CodedReason("few_pairs")}))
    assert text == "Need and use: not enough data. Fewer than two pairs of firm and advantage have evidence."


def test_coders_without_sources_have_no_figure() -> None:
    assert phrases.no_coder_agreement("") == "Not available: no coded sources."
    assert phrases.coder_agreement(0.8, None, 12, 2) == "Krippendorff's α 0.80 over 12 units and 2 coders."
