-- Journals and steps are keyed by the execution's number instead of its id: with 36 letters per entry, the two indexes made
-- a group commit write another page for nearly every execution in it. The views keep ids for people and their queries.

DROP VIEW execution_states;

CREATE TABLE numbered_executions (
  -- Counts up in the order of starts, so that what runs at the same time lies side by side.
  number           INTEGER NOT NULL PRIMARY KEY,
  -- Ids begin with the time: newest first is this index backwards.
  id               TEXT NOT NULL UNIQUE,
  workflow_id      TEXT NOT NULL,
  workflow_name    TEXT NOT NULL,
  workflow_version INTEGER NOT NULL,
  -- Content hash of the definition that ran: workflow_versions has its text once.
  config_snapshot  TEXT NOT NULL,
  status           TEXT NOT NULL CHECK (status IN ('queued', 'validating', 'running', 'waiting_approval', 'waiting_signal', 'waiting_timer',
                     'paused', 'budget_exceeded', 'completed', 'failed', 'cancelled', 'timed_out')),
  trigger_type     TEXT NOT NULL,
  triggered_by     TEXT,
  deployment_id    TEXT,
  trace_id         TEXT,
  inputs           TEXT NOT NULL,
  outputs          TEXT,
  error_message    TEXT,
  error            TEXT,
  created_at       TEXT NOT NULL,
  started_at       TEXT,
  completed_at     TEXT,
  duration_seconds REAL,
  input_tokens     INTEGER NOT NULL DEFAULT 0,
  output_tokens    INTEGER NOT NULL DEFAULT 0,
  total_tokens     INTEGER NOT NULL DEFAULT 0,
  -- NULL is unknown, which is not 0.
  total_cost_usd   REAL,
  bottleneck_info  TEXT
);

INSERT INTO numbered_executions (id, workflow_id, workflow_name, workflow_version, config_snapshot, status, trigger_type, triggered_by,
  deployment_id, trace_id, inputs, outputs, error_message, error, created_at, started_at, completed_at, duration_seconds,
  input_tokens, output_tokens, total_tokens, total_cost_usd, bottleneck_info)
SELECT id, workflow_id, workflow_name, workflow_version, config_snapshot, status, trigger_type, triggered_by,
  deployment_id, trace_id, inputs, outputs, error_message, error, created_at, started_at, completed_at, duration_seconds,
  input_tokens, output_tokens, total_tokens, total_cost_usd, bottleneck_info
FROM executions ORDER BY id;

-- One row is one append: all events that one decision made, with the numbers of the first and the last.
-- Rows of many executions lie side by side in the order of commits, so that a group commit writes few pages.
CREATE TABLE journal (
  execution INTEGER NOT NULL,
  seq       INTEGER NOT NULL CHECK (seq >= 1),
  last_seq  INTEGER NOT NULL CHECK (last_seq >= seq),
  events    TEXT NOT NULL
);

INSERT INTO journal (execution, seq, last_seq, events)
SELECT e.number, v.seq, v.last_seq, v.events
FROM execution_events v JOIN numbered_executions e ON e.id = v.execution_id ORDER BY v.rowid;

-- A projection, written in the transaction of the events: one row per step that is over.
CREATE TABLE steps (
  execution        INTEGER NOT NULL,
  seq              INTEGER NOT NULL,
  step_id          TEXT NOT NULL,
  state            TEXT NOT NULL,
  visit            INTEGER NOT NULL,
  attempts         INTEGER NOT NULL,
  status           TEXT NOT NULL CHECK (status IN ('pending', 'running', 'waiting_approval', 'waiting_signal', 'waiting_timer',
                     'succeeded', 'failed', 'cancelled', 'timed_out', 'skipped')),
  started_at       TEXT NOT NULL,
  completed_at     TEXT NOT NULL,
  input_tokens     INTEGER NOT NULL DEFAULT 0,
  output_tokens    INTEGER NOT NULL DEFAULT 0,
  cost_usd         REAL,
  error_message    TEXT,
  -- Only what the state wrote; the whole context at any moment is folded from the events.
  state_data       TEXT
);

INSERT INTO steps (execution, seq, step_id, state, visit, attempts, status, started_at, completed_at, input_tokens, output_tokens,
  cost_usd, error_message, state_data)
SELECT e.number, s.seq, s.step_id, s.state, s.visit, s.attempts, s.status, s.started_at, s.completed_at, s.input_tokens, s.output_tokens,
  s.cost_usd, s.error_message, s.state_data
FROM execution_steps s JOIN numbered_executions e ON e.id = s.execution_id ORDER BY s.rowid;

DROP TABLE execution_events;
DROP TABLE execution_steps;
DROP TABLE executions;
ALTER TABLE numbered_executions RENAME TO executions;

CREATE INDEX executions_by_workflow ON executions (workflow_id, id);

-- What recovery reads at start: only executions that are not over.
CREATE INDEX executions_unfinished ON executions (id)
  WHERE status NOT IN ('completed', 'failed', 'cancelled', 'timed_out');

CREATE UNIQUE INDEX journal_by_seq ON journal (execution, seq);

-- Several steps may end with one event.
CREATE INDEX steps_by_seq ON steps (execution, seq);

-- The journals as people read them: one row per event.
CREATE VIEW execution_events AS
  SELECT e.id AS execution_id, j.seq + item.key AS seq, item.value ->> 'type' AS type, item.value ->> 'at' AS created_at, item.value AS event
  FROM journal j JOIN executions e ON e.number = j.execution, json_each(j.events) AS item;

CREATE VIEW execution_steps AS
  SELECT e.id AS execution_id, s.step_id, s.seq, s.state, s.visit, s.attempts, s.status, s.started_at, s.completed_at,
    s.input_tokens, s.output_tokens, s.cost_usd, s.error_message, s.state_data
  FROM steps s JOIN executions e ON e.number = s.execution;

-- The same rows under the names of the executions page.
CREATE VIEW execution_states AS
  SELECT s.rowid AS id, e.id AS execution_id, s.state AS node_id, s.state_data, s.completed_at AS created_at
  FROM steps s JOIN executions e ON e.number = s.execution
  WHERE s.status = 'succeeded';
