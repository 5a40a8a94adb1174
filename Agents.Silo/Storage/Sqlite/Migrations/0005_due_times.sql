-- Until when nothing has to be done for an execution that is not over. NULL: it runs, recovery wakes it at start.
-- The year 9999: time alone changes nothing.
ALTER TABLE executions ADD COLUMN due_at TEXT;

-- Only executions that sleep are in it: those that run cost nothing here.
CREATE INDEX executions_due ON executions (due_at, id) WHERE due_at IS NOT NULL;
