"""Settings, addresses, and the roots of command line and API."""
