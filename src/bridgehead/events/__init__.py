"""Events: registration, check-in, attendance, thank-you."""
