-- Numbers that methods need and nobody has measured; what has no row has the default of the program.
CREATE TABLE assumption (
    id     TEXT NOT NULL PRIMARY KEY,
    value  REAL NOT NULL,
    source TEXT NOT NULL
) STRICT;
