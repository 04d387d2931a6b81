"""Mail to a group: templates, who gets one and who does not and why, and how somebody leaves."""
