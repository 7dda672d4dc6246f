-- Who says who an organization's people are (OpenID Connect). The secret is sealed with a key that is not in the database.
CREATE TABLE identity_provider (
    organization_id text COLLATE "C" PRIMARY KEY REFERENCES organization (id),
    issuer          text    NOT NULL,
    client_id       text    NOT NULL,
    sealed_secret   text,
    audience        text    NOT NULL,
    groups_claim    text    NOT NULL,
    -- JSON: which group gives which role where.
    group_roles     text    NOT NULL,
    version         bigint  NOT NULL
);

CREATE INDEX identity_provider_issuer ON identity_provider (issuer);
