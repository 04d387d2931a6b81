"""The definitions of sections 2–4 of the framework, pure: frames and records in, frozen results out."""
