"""The theory as data, and its typed loader."""
