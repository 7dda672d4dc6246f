-- The first answer to a POST that carried an Idempotency-Key, so that a repetition gets the same one.
CREATE TABLE idempotency_key (
    owner        text        NOT NULL,
    key          text        NOT NULL,
    request_hash text        NOT NULL,
    -- Null while the first request is still being worked on.
    status       integer,
    headers      text,
    -- Encrypted under the token of whoever asked.
    body         text,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (owner, key)
);

CREATE INDEX idempotency_key_created_at ON idempotency_key (created_at);
