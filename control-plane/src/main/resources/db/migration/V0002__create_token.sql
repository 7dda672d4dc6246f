-- What a program or person shows to be let in. The secret itself is nowhere: 160 random bits need no slow hash.
CREATE TABLE token (
    id           text        PRIMARY KEY,
    name         text        NOT NULL,
    role         text        NOT NULL CHECK (role IN ('VIEWER', 'OPERATOR', 'OWNER')),
    -- Null: counts for the whole installation.
    project_id   text,
    secret_hash  bytea       NOT NULL UNIQUE,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz,
    last_used_at timestamptz,
    version      bigint      NOT NULL
);

CREATE INDEX token_project_id ON token (project_id);
