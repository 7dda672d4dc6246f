-- Signed proofs that nothing depended on a key when it was forgotten. Kept when the project is gone, so there is no foreign key.
CREATE TABLE key_deletion (
    key_id          text        PRIMARY KEY,
    project_id      text        NOT NULL,
    deleted_at      timestamptz NOT NULL,
    report          text        NOT NULL,
    signature       text        NOT NULL,
    certificate_pem text        NOT NULL
);

CREATE INDEX key_deletion_by_project ON key_deletion (project_id, key_id);
