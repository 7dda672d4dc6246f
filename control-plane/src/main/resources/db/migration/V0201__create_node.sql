-- Data nodes: what each should be, who it is, and what was last observed of it.
CREATE TABLE node (
    id              text        PRIMARY KEY,
    cluster_id      text        NOT NULL,
    project_id      text        NOT NULL,
    provider        text        NOT NULL,
    data_center     text        NOT NULL,
    region          text        NOT NULL,
    zone            text        NOT NULL,
    instance_type   text        NOT NULL,
    created_at      timestamptz NOT NULL,
    machine_id      text,
    address         text,
    generation      bigint      NOT NULL,
    fence           bigint      NOT NULL,
    engine_state    text        NOT NULL,
    engine_settings text,
    identity_stage  text        NOT NULL,
    token_hash      text,
    key_hash        text,
    report          text,
    reported_at     timestamptz,
    version         bigint      NOT NULL
);

CREATE INDEX node_by_cluster ON node (cluster_id, id);

-- Single things that agents are asked to do and answer.
CREATE TABLE node_task (
    id           text        PRIMARY KEY,
    node_id      text        NOT NULL REFERENCES node (id) ON DELETE CASCADE,
    fence        bigint      NOT NULL,
    kind         text        NOT NULL,
    parameters   text        NOT NULL,
    expires_at   timestamptz NOT NULL,
    delivered_at timestamptz,
    finished_at  timestamptz,
    result       text,
    version      bigint      NOT NULL
);

CREATE INDEX node_task_open ON node_task (node_id) WHERE finished_at IS NULL;
