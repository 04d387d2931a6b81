"""What the cluster knows of the world."""
