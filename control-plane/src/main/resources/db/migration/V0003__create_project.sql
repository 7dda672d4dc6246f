-- What belongs together: clusters, keys and the tokens that may touch them.
CREATE TABLE project (
    id         text        PRIMARY KEY,
    name       text        NOT NULL UNIQUE,
    created_at timestamptz NOT NULL,
    version    bigint      NOT NULL
);
