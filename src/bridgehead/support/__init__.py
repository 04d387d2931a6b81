"""Instruments that the cluster offers, and the support that members got."""
