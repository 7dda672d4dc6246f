-- What was last observed. Written by the reconciler only.
CREATE TABLE cluster_status (
    cluster_id          text   PRIMARY KEY REFERENCES cluster (id) ON DELETE CASCADE,
    observed_generation bigint NOT NULL,
    stage               text   NOT NULL,
    data_centers        jsonb  NOT NULL,
    conditions          jsonb  NOT NULL,
    version             bigint NOT NULL
);
