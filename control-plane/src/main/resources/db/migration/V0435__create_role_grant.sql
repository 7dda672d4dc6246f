-- Which roles a person or service account has, and where.
CREATE TABLE role_grant (
    principal_id    text COLLATE "C" NOT NULL,
    role            text NOT NULL
        CHECK (role IN ('OWNER', 'MEMBER', 'OPERATOR', 'KEY_ADMINISTRATOR', 'DEVELOPER', 'VIEWER')),
    organization_id text COLLATE "C" REFERENCES organization (id),
    project_id      text REFERENCES project (id) ON DELETE CASCADE,
    CONSTRAINT role_grant_at_one_level CHECK ((organization_id IS NULL) <> (project_id IS NULL)),
    CONSTRAINT role_granted_once UNIQUE NULLS NOT DISTINCT (principal_id, role, organization_id, project_id)
);

CREATE INDEX role_grant_in_organization ON role_grant (organization_id) WHERE organization_id IS NOT NULL;
CREATE INDEX role_grant_in_project ON role_grant (project_id) WHERE project_id IS NOT NULL;
