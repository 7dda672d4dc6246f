-- Signed reports: what was searched on a cluster's disks. Kept when the cluster is gone, so there is no foreign key.
CREATE TABLE proof (
    operation_id    text PRIMARY KEY,
    cluster_id      text        NOT NULL,
    project_id      text        NOT NULL,
    created_at      timestamptz NOT NULL,
    clean           boolean     NOT NULL,
    report          text        NOT NULL,
    signature       text        NOT NULL,
    certificate_pem text        NOT NULL,
    version         bigint      NOT NULL
);

CREATE INDEX proof_by_cluster ON proof (cluster_id, operation_id);
