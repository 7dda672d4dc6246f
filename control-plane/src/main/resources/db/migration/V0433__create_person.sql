-- Somebody as an identity provider knows them. Without a subject: invited by address, and has never signed in; only the
-- provider of the organization that invited may say who that is.
CREATE TABLE person (
    id              text COLLATE "C" PRIMARY KEY,
    issuer          text,
    subject         text,
    email           text NOT NULL,
    name            text NOT NULL,
    created_at      timestamptz NOT NULL,
    last_sign_in_at timestamptz,
    invited_by      text COLLATE "C" REFERENCES organization (id),
    CONSTRAINT person_known_by_subject UNIQUE (issuer, subject),
    CONSTRAINT person_subject_of_an_issuer CHECK ((issuer IS NULL) = (subject IS NULL)
        AND (issuer IS NULL) = (invited_by IS NOT NULL))
);

-- One invitation per address and organization.
CREATE UNIQUE INDEX person_invited_once ON person (invited_by, lower(email)) WHERE subject IS NULL;
