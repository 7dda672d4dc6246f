-- What happened, for people and for the live stream. Ids and one sentence only: never a secret, never a copy of a resource.
CREATE TABLE event (
    sequence    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at          timestamptz NOT NULL,
    type        text NOT NULL,
    resource_id text NOT NULL,
    project_id  text,
    cluster_id  text,
    reason      text NOT NULL,
    message     text NOT NULL
);

CREATE INDEX event_of_cluster ON event (cluster_id, sequence) WHERE cluster_id IS NOT NULL;
CREATE INDEX event_by_time ON event (at);
