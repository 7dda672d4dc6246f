-- A master key as registered with us: its name in the KMS, and what we last saw of it. Never key material.
CREATE TABLE cmk (
    id           text        PRIMARY KEY,
    project_id   text        NOT NULL REFERENCES project (id),
    name         text        NOT NULL,
    description  text        NOT NULL,
    uri          text        NOT NULL,
    -- the cluster that a provider-managed key was made for; null for a customer's own
    made_for     text,
    -- switched off from our side
    locked       boolean     NOT NULL,
    -- phase, since, cause, probes: what was last seen
    status       jsonb       NOT NULL,
    generation   bigint      NOT NULL,
    created_by   text        NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    version      bigint      NOT NULL,
    CONSTRAINT cmk_name_is_unique_in_its_project UNIQUE (project_id, name),
    CONSTRAINT cmk_uri_is_unique_in_its_project UNIQUE (project_id, uri)
);

-- A project's keys in pages, by id.
CREATE INDEX cmk_by_project ON cmk (project_id, id);
CREATE INDEX cmk_by_cluster ON cmk (made_for);
