"""Eligibility: pure rules on plain facts."""
