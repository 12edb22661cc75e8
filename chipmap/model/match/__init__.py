"""Who completes whom, and who meets whom when: partner scores, complexity and matchmaking timetables."""
