"""Codebooks, codings, agreement, exchange with research tools."""
