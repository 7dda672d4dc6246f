-- How a cluster's files are encrypted. A cluster of an older version is not encrypted, and there is no way to keep one.
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM cluster) THEN
        RAISE EXCEPTION 'This installation has clusters of a version without encryption. Delete them with that version, '
            'or forget everything with ./kanesh reset.';
    END IF;
END
$$;

ALTER TABLE cluster ADD COLUMN encryption jsonb NOT NULL;
