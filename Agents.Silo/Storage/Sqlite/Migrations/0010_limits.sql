-- Executions that wait for their turn, workflow by workflow. Only they are in it: those that begin at once cost nothing here.
CREATE INDEX executions_queued ON executions (workflow_id, number) WHERE status = 'queued';

-- How much of it is done: all of it, or a test run that is held down.
ALTER TABLE executions ADD COLUMN run_mode TEXT NOT NULL DEFAULT 'full' CHECK (run_mode IN ('full', 'test_run'));
