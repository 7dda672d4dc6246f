-- What a run asks a node again and again until the answer is good; the question is named by the run's step.
ALTER TABLE node_task ADD COLUMN question text;

CREATE INDEX node_task_question ON node_task (node_id, question, id) WHERE question IS NOT NULL;
