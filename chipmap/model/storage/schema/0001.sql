-- A workspace as tables: one for each kind of record, named and spelled as in the vocabulary.
-- Rows stand in the order in which records were added. Lists of identifiers are JSON arrays (json_each reads them).
-- What records may say of each other is a matter of chipmap.model.rules, which names a finding; foreign keys here
-- only tie the parts of one record together.

-- revision: how many edits this workspace has seen. written_by: the program that saved it.
CREATE TABLE meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- One row for each field of Settings; the value is JSON.
CREATE TABLE settings (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL CHECK (json_valid(value))
) STRICT;

CREATE TABLE country (
    code      TEXT NOT NULL PRIMARY KEY,
    alpha2    TEXT NOT NULL,
    numeric   TEXT NOT NULL,
    name      TEXT NOT NULL,
    subregion TEXT NOT NULL
) STRICT;

CREATE TABLE region (
    code        TEXT NOT NULL PRIMARY KEY,
    region_kind TEXT NOT NULL,
    meaning     TEXT NOT NULL,
    members     TEXT NOT NULL CHECK (json_type(members) = 'array')
) STRICT;

CREATE TABLE segment (
    id           TEXT NOT NULL PRIMARY KEY,
    parent       TEXT NOT NULL,
    name         TEXT NOT NULL,
    short_name   TEXT NOT NULL,
    segment_kind TEXT NOT NULL,
    "order"      INTEGER NOT NULL,
    description  TEXT NOT NULL,
    weight       REAL NOT NULL,
    source       TEXT NOT NULL
) STRICT;

CREATE TABLE institution (
    id               TEXT NOT NULL PRIMARY KEY,
    name             TEXT NOT NULL,
    short_name       TEXT NOT NULL,
    institution_type TEXT NOT NULL,
    country          TEXT NOT NULL,
    city             TEXT NOT NULL,
    latitude         REAL,
    longitude        REAL,
    segments         TEXT NOT NULL CHECK (json_type(segments) = 'array'),
    role             TEXT NOT NULL,
    website          TEXT NOT NULL,
    "check"          TEXT NOT NULL,
    source           TEXT NOT NULL
) STRICT;

CREATE TABLE source (
    id            TEXT NOT NULL PRIMARY KEY,
    title         TEXT NOT NULL,
    publisher     TEXT NOT NULL,
    year          INTEGER,
    address       TEXT NOT NULL,
    licence       TEXT NOT NULL,
    accessed_note TEXT NOT NULL,
    is_weak       INTEGER NOT NULL CHECK (is_weak IN (0, 1))
) STRICT;

CREATE TABLE link (
    from_segment TEXT NOT NULL,
    to_segment   TEXT NOT NULL,
    weight       INTEGER NOT NULL,
    note         TEXT NOT NULL,
    source       TEXT NOT NULL,
    UNIQUE (from_segment, to_segment)
) STRICT;

CREATE TABLE share (
    segment        TEXT NOT NULL,
    subject        TEXT NOT NULL,
    percent        REAL NOT NULL,
    low            REAL,
    high           REAL,
    year           INTEGER,
    measure        TEXT NOT NULL,
    is_forecast    INTEGER NOT NULL CHECK (is_forecast IN (0, 1)),
    is_lower_bound INTEGER NOT NULL CHECK (is_lower_bound IN (0, 1)),
    basis          TEXT NOT NULL,
    grade          TEXT NOT NULL,
    note           TEXT NOT NULL,
    source         TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX share_key
    ON share (segment, subject, measure, ifnull(year, 0), basis, source, is_forecast);

CREATE TABLE suggestion_basis (
    segment TEXT NOT NULL PRIMARY KEY,
    measure TEXT NOT NULL,
    year    INTEGER,
    basis   TEXT NOT NULL
) STRICT;

CREATE TABLE leader (
    segment TEXT NOT NULL,
    company TEXT NOT NULL,
    country TEXT NOT NULL,
    percent REAL,
    year    INTEGER,
    basis   TEXT NOT NULL,
    source  TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX leader_key ON leader (segment, company, ifnull(year, 0), basis, source);

CREATE TABLE profile (
    subject   TEXT NOT NULL,
    indicator TEXT NOT NULL,
    value     REAL,
    text      TEXT NOT NULL,
    unit      TEXT NOT NULL,
    year      INTEGER,
    source    TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX profile_key ON profile (subject, indicator, ifnull(year, 0), source);

CREATE TABLE need (
    subject   TEXT NOT NULL,
    segment   TEXT NOT NULL,
    year      INTEGER NOT NULL,
    level     INTEGER CHECK (level BETWEEN 0 AND 5),
    need_kind TEXT NOT NULL,
    target    TEXT NOT NULL,
    rationale TEXT NOT NULL,
    basis     TEXT NOT NULL,
    source    TEXT NOT NULL,
    UNIQUE (subject, segment, year, need_kind, target, source)
) STRICT;

CREATE TABLE stated_strength (
    subject   TEXT NOT NULL,
    segment   TEXT NOT NULL,
    polarity  TEXT NOT NULL,
    statement TEXT NOT NULL,
    source    TEXT NOT NULL,
    UNIQUE (subject, segment, polarity, statement, source)
) STRICT;

CREATE TABLE evidence (
    id            TEXT NOT NULL PRIMARY KEY,
    evidence_kind TEXT NOT NULL,
    title         TEXT NOT NULL,
    locator       TEXT NOT NULL,
    year          INTEGER,
    grade         TEXT NOT NULL,
    source        TEXT NOT NULL
) STRICT;

CREATE TABLE rater (
    id           TEXT NOT NULL PRIMARY KEY,
    name         TEXT NOT NULL,
    organisation TEXT NOT NULL
) STRICT;

-- One row of a ballot; its levels and needs are in answer.
CREATE TABLE score (
    subject    TEXT NOT NULL,
    segment    TEXT NOT NULL,
    rater      TEXT NOT NULL,
    round      INTEGER NOT NULL,
    confidence TEXT CHECK (confidence IN ('low', 'medium', 'high')),
    year       INTEGER,
    reason     TEXT NOT NULL,
    evidence   TEXT NOT NULL CHECK (json_type(evidence) = 'array'),
    UNIQUE (subject, segment, rater, round)
) STRICT;

-- A level of NULL means not applicable; not scored is the absence of a row. position keeps the order of the horizons.
CREATE TABLE answer (
    subject  TEXT NOT NULL,
    segment  TEXT NOT NULL,
    rater    TEXT NOT NULL,
    round    INTEGER NOT NULL,
    measure  TEXT NOT NULL CHECK (measure IN ('level', 'need')),
    position INTEGER NOT NULL,
    horizon  TEXT NOT NULL,
    level    INTEGER CHECK (level BETWEEN 0 AND 5),
    PRIMARY KEY (subject, segment, rater, round, measure, position),
    FOREIGN KEY (subject, segment, rater, round)
        REFERENCES score (subject, segment, rater, round) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE collaboration (
    id                 TEXT NOT NULL PRIMARY KEY,
    name               TEXT NOT NULL,
    collaboration_kind TEXT NOT NULL,
    partners           TEXT NOT NULL CHECK (json_type(partners) = 'array'),
    institutions       TEXT NOT NULL CHECK (json_type(institutions) = 'array'),
    topic              TEXT NOT NULL,
    segments           TEXT NOT NULL CHECK (json_type(segments) = 'array'),
    stage              TEXT NOT NULL,
    start_year         INTEGER,
    source             TEXT NOT NULL
) STRICT;

CREATE TABLE hazard (
    id            TEXT NOT NULL PRIMARY KEY,
    name          TEXT NOT NULL,
    hazard_kind   TEXT NOT NULL,
    subject       TEXT NOT NULL,
    segments      TEXT NOT NULL CHECK (json_type(segments) = 'array'),
    year          INTEGER,
    what_happened TEXT NOT NULL,
    source        TEXT NOT NULL
) STRICT;
