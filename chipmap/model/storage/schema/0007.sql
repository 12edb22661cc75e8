-- What is to follow from a meeting, and when the meetings of an event begin (empty: after its programme).

ALTER TABLE planned_meeting ADD COLUMN next_step TEXT NOT NULL DEFAULT '';

ALTER TABLE matchmaking_event ADD COLUMN meetings_begin TEXT NOT NULL DEFAULT '';
