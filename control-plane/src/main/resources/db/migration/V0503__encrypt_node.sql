-- How a node's files are encrypted and its way to the master key, sealed under the installation's own key: it holds the secret of
-- the node's identity.
ALTER TABLE node ADD COLUMN encryption text;
