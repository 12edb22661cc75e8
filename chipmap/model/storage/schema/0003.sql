-- Tables from elsewhere: trade flows, what spellings mean, how headings were read, and rows that wait.

CREATE TABLE trade_flow (
    reporter TEXT NOT NULL,
    partner  TEXT NOT NULL,
    product  TEXT NOT NULL,
    year     INTEGER NOT NULL,
    flow     TEXT NOT NULL,
    value    REAL NOT NULL,
    unit     TEXT NOT NULL,
    source   TEXT NOT NULL,
    PRIMARY KEY (reporter, partner, product, year, flow, source)
) STRICT;

CREATE TABLE confirmed_name (
    name_kind TEXT NOT NULL,
    spelling  TEXT NOT NULL,
    meaning   TEXT NOT NULL,
    scope     TEXT NOT NULL,
    PRIMARY KEY (name_kind, spelling, scope)
) STRICT;

-- id is the fingerprint of the headings; mapping is JSON.
CREATE TABLE kept_mapping (
    id      TEXT NOT NULL PRIMARY KEY,
    file    TEXT NOT NULL,
    mapping TEXT NOT NULL,
    shared  TEXT NOT NULL
) STRICT;

-- A row that could not be matched; cells is the row as it stood, by heading, as JSON.
CREATE TABLE inbox_row (
    id          TEXT NOT NULL PRIMARY KEY,
    file        TEXT NOT NULL,
    sheet       TEXT NOT NULL,
    row         INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    reason      TEXT NOT NULL,
    field_name  TEXT NOT NULL,
    value       TEXT NOT NULL,
    cells       TEXT NOT NULL
) STRICT;
