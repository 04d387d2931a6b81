"""Features: what each actor is worth to a query, a number a feature, in groups."""
