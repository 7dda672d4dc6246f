-- Lines of the nodes' audit trails: every use of a key and every attempt, kept longer than the node lives. Never key bytes.
CREATE TABLE key_use (
    node_id    text        NOT NULL,
    -- of the node's trail, from 1
    line       bigint      NOT NULL,
    project_id text        NOT NULL,
    -- the master key; empty for a data key's use
    key_uri    text        NOT NULL,
    at         timestamptz NOT NULL,
    reason     text        NOT NULL,
    outcome    text        NOT NULL,
    -- whether its hash follows from the line before it
    chained    boolean     NOT NULL,
    -- the line as the node wrote it, hash included
    text       text        NOT NULL,
    PRIMARY KEY (node_id, line)
);

CREATE INDEX key_use_by_project ON key_use (project_id, at DESC, node_id, line);
CREATE INDEX key_use_by_time ON key_use (at);
