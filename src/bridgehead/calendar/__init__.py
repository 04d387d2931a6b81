"""The calendar: deadlines, activities, trips and tasks by day, and feeds that calendar programs subscribe to."""
