"""What is done to codebooks, codings and evidence, one module a subject."""
