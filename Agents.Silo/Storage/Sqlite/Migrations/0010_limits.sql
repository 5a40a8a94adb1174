-- Executions that wait for their turn, workflow by workflow. Only they are in it: those that begin at once cost nothing here.
CREATE INDEX executions_queued ON executions (workflow_id, number) WHERE status = 'queued';

-- How much of it is done: all of it, or a test run that is held down.
ALTER TABLE executions ADD COLUMN run_mode TEXT NOT NULL DEFAULT 'full' CHECK (run_mode IN ('full', 'test_run'));

-- The execution that waits for it; NULL where none of ours does.
ALTER TABLE executions ADD COLUMN parent_id TEXT;

UPDATE executions SET parent_id = (SELECT json_extract(j.events, '$[0].parent.execution_id') FROM journal j WHERE j.execution = executions.number AND j.seq = 1)
WHERE trigger_type = 'workflow';

CREATE INDEX executions_by_parent ON executions (parent_id) WHERE parent_id IS NOT NULL;

CREATE INDEX idempotency_keys_by_execution ON idempotency_keys (execution_id);

-- Which executions refer to which large values: one that nobody refers to any more goes with the last that did.
CREATE TABLE blob_uses (
  execution INTEGER NOT NULL,
  hash      TEXT NOT NULL,
  PRIMARY KEY (execution, hash)
) WITHOUT ROWID;

CREATE INDEX blob_uses_by_hash ON blob_uses (hash);

-- Who refers to the values of before is not known: execution 0 keeps them.
INSERT INTO blob_uses (execution, hash) SELECT 0, hash FROM blobs;

-- How long ended executions are kept, and what became of those that were not: one row.
CREATE TABLE retention (
  id                  INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  -- NULL is for ever.
  days                INTEGER CHECK (days >= 1),
  next_run_at         TEXT NOT NULL,
  last_run_at         TEXT,
  last_removed        INTEGER NOT NULL DEFAULT 0 CHECK (last_removed >= 0),
  last_removed_bytes  INTEGER NOT NULL DEFAULT 0 CHECK (last_removed_bytes >= 0),
  total_removed       INTEGER NOT NULL DEFAULT 0 CHECK (total_removed >= 0),
  total_removed_bytes INTEGER NOT NULL DEFAULT 0 CHECK (total_removed_bytes >= 0)
);

INSERT INTO retention (id, days, next_run_at) VALUES (1, 30, '1970-01-01T00:00:00.000Z');
