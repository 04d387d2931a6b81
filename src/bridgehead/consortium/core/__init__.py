"""Who goes together: instances, the model, the checker, answers."""
