-- Who shares people and projects. The first one is there from the start, so that nobody has to think of it before needing two.
CREATE TABLE organization (
    id         text COLLATE "C" PRIMARY KEY,
    name       text        NOT NULL UNIQUE,
    created_at timestamptz NOT NULL,
    version    bigint      NOT NULL
);

INSERT INTO organization (id, name, created_at, version)
VALUES ('org_00000000000000000000000000', 'default', now(), 0);
