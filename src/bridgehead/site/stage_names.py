"""The stages, in the order in which they build on each other."""

STAGES = (
    "kit",
    "settings",
    "mail",
    "ecosystem",
    "evidence",
    "opportunities",
    "followup",
    "importers",
    "network",
    "profile",
    "match",
    "consortium",
    "support",
    "trips",
    "events",
    "influence",
    "report",
    "workspace",
    "pages",
    "site",
)
