-- A cluster that is asked for in the moment in which its project is deleted: one of the two is refused.
ALTER TABLE cluster ADD CONSTRAINT cluster_has_a_project FOREIGN KEY (project_id) REFERENCES project (id);
