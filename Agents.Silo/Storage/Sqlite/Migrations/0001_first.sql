-- The first schema. Published migrations are immutable: a change is a new file with the next number.
-- Times are RFC 3339 text in UTC with milliseconds, so that they sort as they read.

CREATE TABLE workflows (
  id              TEXT NOT NULL PRIMARY KEY,
  name            TEXT NOT NULL,
  description     TEXT,
  status          TEXT NOT NULL CHECK (status IN ('active', 'disabled')),
  current_version INTEGER NOT NULL CHECK (current_version >= 1),
  tags            TEXT NOT NULL DEFAULT '[]',
  persona         TEXT,
  created_at      TEXT NOT NULL,
  updated_at      TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE workflow_versions (
  workflow_id  TEXT NOT NULL REFERENCES workflows (id),
  version      INTEGER NOT NULL CHECK (version >= 1),
  label        TEXT,
  content_hash TEXT NOT NULL,
  file_name    TEXT NOT NULL,
  definition   TEXT NOT NULL,
  created_at   TEXT NOT NULL,
  PRIMARY KEY (workflow_id, version),
  -- The same content is the same version.
  UNIQUE (workflow_id, content_hash)
) WITHOUT ROWID;

CREATE TABLE executions (
  -- Ids begin with the time: newest first is the primary key backwards.
  id               TEXT NOT NULL PRIMARY KEY,
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
) WITHOUT ROWID;

CREATE INDEX executions_by_workflow ON executions (workflow_id, id);

-- What recovery reads at start: only executions that are not over.
CREATE INDEX executions_unfinished ON executions (id)
  WHERE status NOT IN ('completed', 'failed', 'cancelled', 'timed_out');

-- One row is one append: all events that one decision made, with the numbers of the first and the last.
-- A rowid table, so that rows of many executions lie side by side and a group commit writes few pages.
CREATE TABLE execution_events (
  execution_id TEXT NOT NULL,
  seq          INTEGER NOT NULL CHECK (seq >= 1),
  last_seq     INTEGER NOT NULL CHECK (last_seq >= seq),
  events       TEXT NOT NULL
);

CREATE UNIQUE INDEX execution_events_by_seq ON execution_events (execution_id, seq);

-- A projection, written in the transaction of the events: one row per step that is over.
CREATE TABLE execution_steps (
  execution_id     TEXT NOT NULL,
  step_id          TEXT NOT NULL,
  seq              INTEGER NOT NULL,
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

CREATE UNIQUE INDEX execution_steps_by_execution ON execution_steps (execution_id, seq);

-- The same rows under the names of the Executions page.
CREATE VIEW execution_states AS
  SELECT rowid AS id, execution_id, state AS node_id, state_data, completed_at AS created_at
  FROM execution_steps
  WHERE status = 'succeeded';

-- Values over 32 KB, once per content.
CREATE TABLE blobs (
  hash TEXT NOT NULL PRIMARY KEY,
  data BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE idempotency_keys (
  scope        TEXT NOT NULL,
  key          TEXT NOT NULL,
  body_hash    TEXT NOT NULL,
  execution_id TEXT NOT NULL,
  created_at   TEXT NOT NULL,
  PRIMARY KEY (scope, key)
) WITHOUT ROWID;

CREATE TABLE reminders (
  grain_id   TEXT NOT NULL,
  name       TEXT NOT NULL,
  grain_hash INTEGER NOT NULL,
  start_at   TEXT NOT NULL,
  period_ms  INTEGER NOT NULL,
  etag       TEXT NOT NULL,
  PRIMARY KEY (grain_id, name)
) WITHOUT ROWID;

CREATE TABLE grain_state (
  grain_id   TEXT NOT NULL,
  name       TEXT NOT NULL,
  state      TEXT NOT NULL,
  etag       TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (grain_id, name)
) WITHOUT ROWID;

CREATE TABLE session_state (
  id         TEXT NOT NULL PRIMARY KEY,
  started_at TEXT NOT NULL,
  ended_at   TEXT
) WITHOUT ROWID;
