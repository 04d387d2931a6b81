"""Trips and their meetings: the programme, the schedule, the checker."""
