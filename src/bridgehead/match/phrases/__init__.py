"""What matching says in words: codes and parameters of the core in, text out."""

from bridgehead.match.phrases.additionality import additionality_basis, unknown_additionality
from bridgehead.match.phrases.candidates import (
    candidate_lines,
    date_words,
    eligible,
    method,
    phrase,
    reason,
)
from bridgehead.match.phrases.digest import digest_opening, digest_subject, link_invalid, no_recipient
from bridgehead.match.phrases.exposure import (
    concentration,
    exposure_country,
    exposure_group,
    exposure_region,
    minimum_share,
    sme_exposure,
)
from bridgehead.match.phrases.feedback_changes import CHANGES

__all__ = [
    "CHANGES",
    "additionality_basis",
    "candidate_lines",
    "concentration",
    "date_words",
    "digest_opening",
    "digest_subject",
    "eligible",
    "exposure_country",
    "exposure_group",
    "exposure_region",
    "link_invalid",
    "method",
    "minimum_share",
    "no_recipient",
    "phrase",
    "reason",
    "sme_exposure",
    "unknown_additionality",
]
