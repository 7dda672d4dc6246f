-- The journal: one row per execution of a runbook.
CREATE TABLE run (
    -- Compared byte by byte, so that lists and page tokens follow the order in which ids were made.
    id           text COLLATE "C" PRIMARY KEY,
    runbook      text        NOT NULL,
    subject_type text        NOT NULL,
    subject_id   text        NOT NULL,
    -- Null for the installation's own runs.
    project_id   text,
    parent_id    text COLLATE "C" REFERENCES run (id),
    parent_round integer     NOT NULL,
    requested_by text        NOT NULL,
    input        jsonb       NOT NULL,
    state        text        NOT NULL,
    -- What the undo under way leads to.
    ending       text,
    -- Everything from this step on is being taken back; -1 while the run goes forward.
    undo_to      integer     NOT NULL,
    round        integer     NOT NULL,
    fence        bigint      NOT NULL,
    wakes        bigint      NOT NULL,
    percent      integer     NOT NULL,
    error        jsonb,
    created_at   timestamptz NOT NULL,
    ended_at     timestamptz
);

CREATE UNIQUE INDEX run_one_active_per_subject ON run (subject_type, subject_id)
    WHERE state IN ('QUEUED', 'RUNNING', 'UNDOING');
-- A step that is repeated finds the child that it has already started.
CREATE UNIQUE INDEX run_child_once_per_round ON run (parent_id, parent_round, runbook, subject_type, subject_id)
    WHERE parent_id IS NOT NULL;
CREATE INDEX run_of_subject ON run (subject_type, subject_id, id DESC);
CREATE INDEX run_of_project ON run (project_id, id DESC);

-- Rises from one taking of any run to the next, so that a later run's writes are never refused for an earlier one's.
CREATE SEQUENCE run_fence;
