-- Rehearsals of a key's loss, with what was measured.
CREATE TABLE key_drill (
    id         text        PRIMARY KEY,
    key_id     text        NOT NULL REFERENCES cmk (id) ON DELETE CASCADE,
    kind       text        NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at   timestamptz,
    nodes      jsonb       NOT NULL
);

CREATE INDEX key_drill_by_key ON key_drill (key_id, started_at);
