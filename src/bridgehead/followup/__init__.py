"""What staff keep between two meetings: notes, tasks, contacts with people, documents and working hours."""
