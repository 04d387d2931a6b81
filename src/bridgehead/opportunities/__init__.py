"""Calls, challenges, tenders, grants."""
