-- What happened, waiting for its place in the chain: written in the transaction of the change itself, so that neither can be
-- without the other.
CREATE TABLE audit_intake (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at              timestamptz NOT NULL,
    entry           text        NOT NULL,
    actor_id        text,
    action          text        NOT NULL,
    resource_id     text,
    outcome         text        NOT NULL,
    project_id      text,
    organization_id text
);

-- The chain: each line holds the hash of the one before, and its own hash over the rest of itself.
CREATE TABLE audit_event (
    sequence        bigint      PRIMARY KEY,
    at              timestamptz NOT NULL,
    line            text        NOT NULL,
    actor_id        text,
    action          text        NOT NULL,
    resource_id     text,
    outcome         text        NOT NULL,
    project_id      text,
    organization_id text
);

CREATE INDEX audit_event_of_project ON audit_event (project_id, sequence) WHERE project_id IS NOT NULL;
CREATE INDEX audit_event_of_organization ON audit_event (organization_id, sequence) WHERE organization_id IS NOT NULL;
CREATE INDEX audit_event_by_time ON audit_event (at);

-- The end of the chain: one row, locked by whoever appends, so that there is one writer at a time in all processes.
CREATE TABLE audit_head (
    only_one boolean PRIMARY KEY CHECK (only_one),
    sequence bigint  NOT NULL,
    hash     text    NOT NULL
);

INSERT INTO audit_head (only_one, sequence, hash) VALUES (true, 0, repeat('0', 64));
