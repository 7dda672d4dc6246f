-- Certificate authorities: one for the agents, one per cluster. The private key is sealed with the installation's master key.
CREATE TABLE authority (
    id              text        PRIMARY KEY,
    certificate_pem text        NOT NULL,
    sealed_key      text        NOT NULL,
    created_at      timestamptz NOT NULL
);
