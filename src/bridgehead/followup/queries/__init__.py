"""Reads of notes, tasks, contacts, documents and hours."""
