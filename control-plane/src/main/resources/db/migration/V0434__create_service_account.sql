-- What a program is: has roles as people have, and tokens.
CREATE TABLE service_account (
    id              text COLLATE "C" PRIMARY KEY,
    organization_id text COLLATE "C" NOT NULL REFERENCES organization (id),
    name            text NOT NULL,
    created_at      timestamptz NOT NULL,
    CONSTRAINT service_account_name_in_organization UNIQUE (organization_id, name)
);

-- Deleting the account ends its tokens.
ALTER TABLE token ADD COLUMN account_id text COLLATE "C" REFERENCES service_account (id) ON DELETE CASCADE;
CREATE INDEX token_account_id ON token (account_id) WHERE account_id IS NOT NULL;
