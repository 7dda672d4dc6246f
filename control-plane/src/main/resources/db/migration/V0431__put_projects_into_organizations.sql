ALTER TABLE project ADD COLUMN organization_id text COLLATE "C" NOT NULL
    DEFAULT 'org_00000000000000000000000000' REFERENCES organization (id);
ALTER TABLE project ALTER COLUMN organization_id DROP DEFAULT;

-- A name that is taken says that a project is there: only within one's own organization.
ALTER TABLE project DROP CONSTRAINT project_name_key;
ALTER TABLE project ADD CONSTRAINT project_name_in_organization UNIQUE (organization_id, name);
