-- The journal: one row per step of a run, from its start.
CREATE TABLE run_step (
    run_id      text COLLATE "C" NOT NULL REFERENCES run (id),
    position    integer     NOT NULL,
    name        text        NOT NULL,
    state       text        NOT NULL,
    redos       integer     NOT NULL,
    attempts    integer     NOT NULL,
    faults      integer     NOT NULL,
    alerted     boolean     NOT NULL,
    started_at  timestamptz,
    deadline_at timestamptz,
    not_before  timestamptz,
    ended_at    timestamptz,
    waiting_for text,
    note        text,
    -- For the operator only.
    fault       text,
    PRIMARY KEY (run_id, position)
);
