"""The outbox: every mail that the product writes, and what became of it."""
