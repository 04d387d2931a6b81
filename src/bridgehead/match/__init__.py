"""Retrieval, ranking, additionality, reasons, digests."""
