-- The key that seals the installation's secrets in this database: here only wrapped, by a master key in a KMS. One row.
CREATE TABLE installation_key (
    only_one           boolean     PRIMARY KEY CHECK (only_one),
    master_key         text        NOT NULL,
    master_key_version text        NOT NULL,
    wrapped            bytea       NOT NULL,
    wrapped_at         timestamptz NOT NULL
);
