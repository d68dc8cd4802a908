"""What those who run a group get to see: making it, its people, its schedules, its end."""
