"""Attribution, network contribution, funnel, timing, levels, identity, findings."""
