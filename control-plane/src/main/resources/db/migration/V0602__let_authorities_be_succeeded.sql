-- The succession of a cluster's authority: the next one (trusted, not issuing yet) or the one before (trusted, not issuing any
-- more; its key is gone), and a counter of the steps by which nodes know that they have to catch up.
ALTER TABLE authority ADD COLUMN trust_generation integer NOT NULL DEFAULT 0;
ALTER TABLE authority ADD COLUMN successor_certificate_pem text;
ALTER TABLE authority ADD COLUMN successor_sealed_key text;
ALTER TABLE authority ADD COLUMN former_certificate_pem text;
ALTER TABLE authority ADD COLUMN former_bridge_pem text;
ALTER TABLE authority ADD COLUMN former_until timestamptz;
