-- Who may connect to a node's engine, whole, as its agent gets it; and since which generation the engine itself is as it should be:
-- a change of the first must not make a serving node look as if it did not serve.
ALTER TABLE node ADD COLUMN client_access text NOT NULL DEFAULT '{"allowedCidrs":[],"trustGeneration":0}';
ALTER TABLE node ADD COLUMN engine_generation bigint NOT NULL DEFAULT 0;
UPDATE node SET engine_generation = generation;
