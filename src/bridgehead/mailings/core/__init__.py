"""What a mail to a group says to one person, and whether they get it."""
