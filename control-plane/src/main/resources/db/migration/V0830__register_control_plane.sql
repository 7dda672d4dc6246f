-- The control-plane processes of this installation, as they see themselves: agents are told of those that were seen lately. The database's clock
-- decides, because the processes' may differ.
CREATE TABLE control_plane (
    id             text        PRIMARY KEY,
    agent_endpoint text        NOT NULL,
    started_at     timestamptz NOT NULL,
    seen_at        timestamptz NOT NULL
);
