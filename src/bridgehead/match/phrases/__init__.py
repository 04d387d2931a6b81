"""What matching says in words: codes and parameters of the core in, text out."""

from django.utils.translation import gettext_lazy

from bridgehead.kit.record_phrases import RecordPhrases
from bridgehead.match.phrases.additionality import additionality_basis, unknown_additionality
from bridgehead.match.phrases.candidates import (
    candidate_lines,
    country,
    date_words,
    eligible,
    eligible_cell,
    kind_and_size,
    method,
    named_candidate,
    opportunity_or_text,
    phrase,
    ranked_by,
    reason,
)
from bridgehead.match.phrases.digest import digest_opening, digest_subject, link_invalid, no_recipient, rehearsed_count
from bridgehead.match.phrases.expected import EXPECTED
from bridgehead.match.phrases.exposure import (
    concentration,
    exposure_country,
    exposure_group,
    exposure_region,
    minimum_share,
    sme_exposure,
)
from bridgehead.match.phrases.feedback_changes import CHANGES, feedback_saved, no_feedback

RECORDS = {
    "mark": RecordPhrases(
        name=gettext_lazy("Feedback"),
        add=gettext_lazy("Add feedback"),
        edit=gettext_lazy("Edit feedback"),
        remove=gettext_lazy("Remove feedback"),
        added=gettext_lazy("Feedback added"),
        changed=gettext_lazy("Feedback changed"),
        removed=gettext_lazy("Feedback removed"),
    ),
}
"""How its kinds of record are called."""

__all__ = [
    "CHANGES",
    "EXPECTED",
    "additionality_basis",
    "candidate_lines",
    "concentration",
    "country",
    "date_words",
    "digest_opening",
    "digest_subject",
    "eligible",
    "eligible_cell",
    "exposure_country",
    "exposure_group",
    "exposure_region",
    "feedback_saved",
    "kind_and_size",
    "link_invalid",
    "method",
    "minimum_share",
    "named_candidate",
    "no_feedback",
    "no_recipient",
    "opportunity_or_text",
    "phrase",
    "ranked_by",
    "reason",
    "rehearsed_count",
    "sme_exposure",
    "unknown_additionality",
]
