-- Somebody at the console. The cookie's secret is nowhere; a session ends with the token or the person it is for.
CREATE TABLE session (
    secret_hash     bytea       PRIMARY KEY,
    token_id        text REFERENCES token (id) ON DELETE CASCADE,
    person_id       text COLLATE "C" REFERENCES person (id) ON DELETE CASCADE,
    -- The organization whose provider vouched, and the groups that it named.
    organization_id text COLLATE "C" REFERENCES organization (id),
    groups          text,
    created_at      timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL,
    CONSTRAINT session_of_one CHECK ((token_id IS NULL) <> (person_id IS NULL)),
    CONSTRAINT session_of_a_provider CHECK ((person_id IS NULL) = (organization_id IS NULL))
);

CREATE INDEX session_by_expiry ON session (expires_at);
