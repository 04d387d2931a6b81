"""What is asked of the network: introductions, and the part around an actor."""
