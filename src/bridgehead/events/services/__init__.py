"""What is done about events: open registration, register, invite, check in, thank, make participations."""
