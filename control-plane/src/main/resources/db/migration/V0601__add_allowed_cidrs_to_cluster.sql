-- Networks from which clients may connect. The default is the API's: this machine alone.
ALTER TABLE cluster ADD COLUMN allowed_cidrs jsonb NOT NULL DEFAULT '["127.0.0.0/8"]';
