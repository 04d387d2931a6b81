"""Models: from features to one score an actor, by a fixed sum or by what training found."""
