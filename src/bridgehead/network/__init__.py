"""The network of actors as a picture, as a list, and as ways from one actor to another."""
