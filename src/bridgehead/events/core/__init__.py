"""Seats, answers and attendance, without a store."""
