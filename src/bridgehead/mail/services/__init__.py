"""Mails put into the outbox and sent from there."""
