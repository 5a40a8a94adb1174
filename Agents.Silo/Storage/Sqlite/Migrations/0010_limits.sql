-- Executions that wait for their turn, workflow by workflow. Only they are in it: those that begin at once cost nothing here.
CREATE INDEX executions_queued ON executions (workflow_id, number) WHERE status = 'queued';
