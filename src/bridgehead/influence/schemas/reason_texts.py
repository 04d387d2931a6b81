"""Reasons as answers have them."""

from collections.abc import Mapping

from bridgehead.influence import phrases
from bridgehead.profile.core.coded_reason import CodedReason


def reason_texts(reasons: Mapping[str, CodedReason]) -> dict[str, str]:
    """What could not be computed, to why."""
    return {name: phrases.reason_text(reason) for name, reason in reasons.items()}
