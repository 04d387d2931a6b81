"""What is done with mails to a group."""
