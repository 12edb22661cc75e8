-- What imports leave behind, and what rows of ballots said before they were edited.

-- One returned scorecard that was merged. theirs: what it says as a whole, by row id. cells: sheet and cell by unit.
CREATE TABLE import_log (
    id            TEXT NOT NULL PRIMARY KEY,
    number        INTEGER NOT NULL,
    file          TEXT NOT NULL,
    digest        TEXT NOT NULL,
    scorecard_id  TEXT NOT NULL,
    rater         TEXT NOT NULL,
    round         INTEGER NOT NULL,
    imported_at   TEXT NOT NULL,
    exported_at   TEXT NOT NULL,
    base_revision INTEGER,
    modified      TEXT NOT NULL,
    changed       INTEGER NOT NULL,
    unchanged     INTEGER NOT NULL,
    conflicts     INTEGER NOT NULL,
    issues        INTEGER NOT NULL,
    theirs        TEXT NOT NULL,
    cells         TEXT NOT NULL
) STRICT;

-- A unit of a row that both sides edited. base, ours and theirs are JSON; empty is blank.
CREATE TABLE merge_conflict (
    id            TEXT NOT NULL PRIMARY KEY,
    subject       TEXT NOT NULL,
    segment       TEXT NOT NULL,
    rater         TEXT NOT NULL,
    round         INTEGER NOT NULL,
    unit          TEXT NOT NULL,
    conflict_kind TEXT NOT NULL,
    base          TEXT NOT NULL,
    ours          TEXT NOT NULL,
    theirs        TEXT NOT NULL,
    import_log    TEXT NOT NULL,
    place         TEXT NOT NULL,
    evidence      TEXT NOT NULL,
    resolution    TEXT NOT NULL
) STRICT;

-- What a row of a ballot said until the edit that made `revision`; score is NULL where there was no such row.
-- The first entry after a revision says how the row stood then; without one it stands as it did.
CREATE TABLE earlier_score (
    revision INTEGER NOT NULL,
    subject  TEXT NOT NULL,
    segment  TEXT NOT NULL,
    rater    TEXT NOT NULL,
    round    INTEGER NOT NULL,
    score    TEXT CHECK (score IS NULL OR json_valid(score)),
    PRIMARY KEY (subject, segment, rater, round, revision)
) STRICT, WITHOUT ROWID;

-- Edits before this schema left no entries.
INSERT INTO meta (name, value) SELECT 'history_from', value FROM meta WHERE name = 'revision';
