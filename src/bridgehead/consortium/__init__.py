"""Rule sets, the solver, invitations."""
