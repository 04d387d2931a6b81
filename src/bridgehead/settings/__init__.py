"""What a cluster has decided for its workspace: whose it is, how it looks, what members see, what is kept how long."""
