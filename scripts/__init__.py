"""Scripts that write what is kept in the repository."""
