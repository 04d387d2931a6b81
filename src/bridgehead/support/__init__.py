"""Packages, trips, schedules."""
