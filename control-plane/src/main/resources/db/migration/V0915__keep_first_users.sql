-- The users that a cluster is created with, until its creation has succeeded: [{name, request, settled}], where request holds the
-- bcrypt hash. A creation that failed can be tried again, so they stay for that; with the cluster they go.
CREATE TABLE first_users (
    cluster_id text   PRIMARY KEY REFERENCES cluster (id) ON DELETE CASCADE,
    users      jsonb  NOT NULL,
    version    bigint NOT NULL
);
