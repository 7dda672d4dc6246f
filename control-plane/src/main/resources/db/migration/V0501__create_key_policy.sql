-- What a project demands of every cluster; no row means nothing beyond the defaults.
CREATE TABLE key_policy (
    project_id         text    PRIMARY KEY REFERENCES project (id) ON DELETE CASCADE,
    customer_keys_only boolean NOT NULL,
    aes_256_only       boolean NOT NULL
);
