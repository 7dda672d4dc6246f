-- What a machine is told of control planes at its launch. Every attempt of one launch, in whichever process, must hand over the same
-- document, or the cloud takes it for another machine.
CREATE TABLE launch_endpoints (
    launch    text        PRIMARY KEY,
    endpoints text        NOT NULL,
    noted_at  timestamptz NOT NULL
);
