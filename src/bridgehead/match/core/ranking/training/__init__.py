"""Training: past projects as labelled queries, the examples made of them, the fit, and its measures."""
