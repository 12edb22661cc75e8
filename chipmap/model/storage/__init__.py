"""The `.chipmap` file: a SQLite database that is copied, edited as a working copy and saved whole."""
