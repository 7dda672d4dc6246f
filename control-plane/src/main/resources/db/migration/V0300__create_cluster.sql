-- What was asked for. Written by the API; the generation counts its changes.
CREATE TABLE cluster (
    id                  text        PRIMARY KEY,
    project_id          text        NOT NULL,
    name                text        NOT NULL,
    provider            text        NOT NULL,
    engine_version      text        NOT NULL,
    data_centers        jsonb       NOT NULL,
    labels              jsonb       NOT NULL,
    deletion_protection boolean     NOT NULL,
    deletion_requested  boolean     NOT NULL,
    generation          bigint      NOT NULL,
    admin_name          text        NOT NULL,
    -- bcrypt; the password itself is kept nowhere
    admin_salted_hash   text        NOT NULL,
    created_by          text        NOT NULL,
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL,
    version             bigint      NOT NULL,
    -- a name stays taken until the cluster's deletion has ended
    CONSTRAINT cluster_name_is_unique_in_its_project UNIQUE (project_id, name)
);

-- A project's clusters in pages, by id.
CREATE INDEX cluster_by_project ON cluster (project_id, id);
