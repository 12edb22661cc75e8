-- The rounds of a Delphi, each with the rule that was fixed before the first; closed_at is empty while one is open.
CREATE TABLE delphi_round (
    number        INT NOT NULL PRIMARY KEY,
    opened_at     TEXT NOT NULL,
    closed_at     TEXT NOT NULL,
    note          TEXT NOT NULL,
    iqr           REAL NOT NULL,
    within_one    REAL NOT NULL,
    median_shift  REAL NOT NULL,
    changed_share REAL NOT NULL,
    rounds        INTEGER NOT NULL
) STRICT;
