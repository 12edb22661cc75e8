"""The timetable of an event: a table with slots down and tables across, in which meetings are moved."""
