"""What is done with notes, tasks, contacts, documents and hours."""
