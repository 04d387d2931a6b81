"""Maths that belongs to no stage."""
