-- An organization takes with it what is only in it. Projects are not: as long as there is one, the organization stays.
ALTER TABLE person DROP CONSTRAINT person_invited_by_fkey;
ALTER TABLE person ADD CONSTRAINT person_invited_by_fkey
    FOREIGN KEY (invited_by) REFERENCES organization (id) ON DELETE CASCADE;
ALTER TABLE role_grant DROP CONSTRAINT role_grant_organization_id_fkey;
ALTER TABLE role_grant ADD CONSTRAINT role_grant_organization_id_fkey
    FOREIGN KEY (organization_id) REFERENCES organization (id) ON DELETE CASCADE;
ALTER TABLE service_account DROP CONSTRAINT service_account_organization_id_fkey;
ALTER TABLE service_account ADD CONSTRAINT service_account_organization_id_fkey
    FOREIGN KEY (organization_id) REFERENCES organization (id) ON DELETE CASCADE;
ALTER TABLE token DROP CONSTRAINT token_organization_id_fkey;
ALTER TABLE token ADD CONSTRAINT token_organization_id_fkey
    FOREIGN KEY (organization_id) REFERENCES organization (id) ON DELETE CASCADE;
ALTER TABLE session DROP CONSTRAINT session_organization_id_fkey;
ALTER TABLE session ADD CONSTRAINT session_organization_id_fkey
    FOREIGN KEY (organization_id) REFERENCES organization (id) ON DELETE CASCADE;
ALTER TABLE identity_provider DROP CONSTRAINT identity_provider_organization_id_fkey;
ALTER TABLE identity_provider ADD CONSTRAINT identity_provider_organization_id_fkey
    FOREIGN KEY (organization_id) REFERENCES organization (id) ON DELETE CASCADE;
