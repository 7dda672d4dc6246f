ALTER TABLE token DROP CONSTRAINT token_role_check;
ALTER TABLE token ADD CONSTRAINT token_role_check
    CHECK (role IN ('OWNER', 'MEMBER', 'OPERATOR', 'KEY_ADMINISTRATOR', 'DEVELOPER', 'VIEWER'));
ALTER TABLE token ADD COLUMN organization_id text COLLATE "C" REFERENCES organization (id);
-- For a project, for an organization, or (neither) for the whole installation.
ALTER TABLE token ADD CONSTRAINT token_at_one_level CHECK (project_id IS NULL OR organization_id IS NULL);
-- The only permissions that count, separated by commas; null: all of the role's.
ALTER TABLE token ADD COLUMN scopes text;
-- The secret before the last rotation, which counts for a while beside the new one.
ALTER TABLE token ADD COLUMN previous_hash bytea UNIQUE;
ALTER TABLE token ADD COLUMN previous_until timestamptz;
