-- Collaborations say when, how ripe and what comes next; budgets, checks, kept scenarios, events and stories.

ALTER TABLE collaboration ADD COLUMN start TEXT NOT NULL DEFAULT '';
UPDATE collaboration SET start = ifnull(CAST(start_year AS TEXT), '');
ALTER TABLE collaboration DROP COLUMN start_year;
ALTER TABLE collaboration ADD COLUMN "end" TEXT NOT NULL DEFAULT '';
ALTER TABLE collaboration ADD COLUMN trl_from INTEGER;
ALTER TABLE collaboration ADD COLUMN trl_to INTEGER;
ALTER TABLE collaboration ADD COLUMN restrictions TEXT NOT NULL DEFAULT '';
ALTER TABLE collaboration ADD COLUMN documents TEXT NOT NULL DEFAULT '[]' CHECK (json_type(documents) = 'array');
ALTER TABLE collaboration ADD COLUMN next_step TEXT NOT NULL DEFAULT '';
ALTER TABLE collaboration ADD COLUMN next_owner TEXT NOT NULL DEFAULT '';
ALTER TABLE collaboration ADD COLUMN next_date TEXT NOT NULL DEFAULT '';

CREATE TABLE budget (
    collaboration TEXT NOT NULL,
    partner       TEXT NOT NULL,
    amount        REAL NOT NULL,
    currency      TEXT NOT NULL,
    year          INTEGER,
    source        TEXT NOT NULL,
    PRIMARY KEY (collaboration, partner)
) STRICT;

CREATE TABLE due_diligence (
    subject     TEXT NOT NULL,
    topic       TEXT NOT NULL,
    state       TEXT NOT NULL,
    owner       TEXT NOT NULL,
    due         TEXT NOT NULL,
    reviewed_on TEXT NOT NULL,
    note        TEXT NOT NULL,
    documents   TEXT NOT NULL CHECK (json_type(documents) = 'array'),
    PRIMARY KEY (subject, topic)
) STRICT;

CREATE TABLE scenario (
    id           TEXT NOT NULL PRIMARY KEY,
    name         TEXT NOT NULL,
    removals     TEXT NOT NULL CHECK (json_type(removals) = 'array'),
    hazard       TEXT NOT NULL,
    weeks        REAL,
    recovery     REAL NOT NULL,
    stock        REAL NOT NULL,
    spare        REAL,
    is_resourced INTEGER NOT NULL,
    note         TEXT NOT NULL
) STRICT;

CREATE TABLE matchmaking_event (
    id            TEXT NOT NULL PRIMARY KEY,
    name          TEXT NOT NULL,
    venue         TEXT NOT NULL,
    date          TEXT NOT NULL,
    begins        TEXT NOT NULL,
    slot_minutes  INTEGER NOT NULL,
    pause_minutes INTEGER NOT NULL,
    slots         INTEGER NOT NULL,
    tables        INTEGER NOT NULL,
    breaks        TEXT NOT NULL CHECK (json_type(breaks) = 'array'),
    guarantee     INTEGER NOT NULL,
    next_slot     INTEGER NOT NULL,
    purge_after   TEXT NOT NULL
) STRICT;

CREATE TABLE event_participant (
    id           TEXT NOT NULL,
    event        TEXT NOT NULL,
    name         TEXT NOT NULL,
    organisation TEXT NOT NULL,
    country      TEXT NOT NULL,
    institution  TEXT NOT NULL,
    segments     TEXT NOT NULL CHECK (json_type(segments) = 'array'),
    most         INTEGER,
    absent       TEXT NOT NULL CHECK (json_type(absent) = 'array'),
    gone_from    INTEGER,
    PRIMARY KEY (event, id)
) STRICT;

-- How participants can be reached, apart from everything that is exported.
CREATE TABLE participant_contact (
    event       TEXT NOT NULL,
    participant TEXT NOT NULL,
    email       TEXT NOT NULL,
    telephone   TEXT NOT NULL,
    note        TEXT NOT NULL,
    PRIMARY KEY (event, participant)
) STRICT;

CREATE TABLE meeting_wish (
    event   TEXT NOT NULL,
    one     TEXT NOT NULL,
    other   TEXT NOT NULL,
    wish    TEXT NOT NULL,
    is_must INTEGER NOT NULL,
    slot    INTEGER,
    PRIMARY KEY (event, one, other)
) STRICT;

CREATE TABLE planned_meeting (
    event        TEXT NOT NULL,
    one          TEXT NOT NULL,
    other        TEXT NOT NULL,
    slot         INTEGER NOT NULL,
    table_number INTEGER NOT NULL,
    outcome      TEXT NOT NULL,
    PRIMARY KEY (event, one, other)
) STRICT;

CREATE TABLE agenda_session (
    id           TEXT NOT NULL,
    event        TEXT NOT NULL,
    position     INTEGER NOT NULL,
    title        TEXT NOT NULL,
    partner      TEXT NOT NULL,
    segment      TEXT NOT NULL,
    minutes      INTEGER NOT NULL,
    institutions TEXT NOT NULL CHECK (json_type(institutions) = 'array'),
    PRIMARY KEY (event, id)
) STRICT;

CREATE TABLE story (
    id       TEXT NOT NULL PRIMARY KEY,
    title    TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

-- view and figures are JSON.
CREATE TABLE slide (
    id         TEXT NOT NULL,
    story      TEXT NOT NULL,
    position   INTEGER NOT NULL,
    slide_kind TEXT NOT NULL,
    title      TEXT NOT NULL,
    subtitle   TEXT NOT NULL,
    notes      TEXT NOT NULL,
    body       TEXT NOT NULL,
    view       TEXT NOT NULL,
    options    TEXT NOT NULL CHECK (json_type(options) = 'array'),
    is_live    INTEGER NOT NULL,
    figures    TEXT NOT NULL,
    PRIMARY KEY (story, id)
) STRICT;
