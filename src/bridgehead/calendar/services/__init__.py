"""What is done about the calendar: subscribe, remove a subscription, answer a calendar program."""
