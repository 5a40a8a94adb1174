-- Values are encrypted with the silo's key ring: whoever has this file alone has none of them.
CREATE TABLE secrets (
  -- As workflows refer to it; the key of a model provider is provider:<name>, which no other secret can be called.
  name       TEXT NOT NULL PRIMARY KEY,
  value      TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) WITHOUT ROWID;

-- What was set of model providers while the silo ran; it goes before configuration and environment. Keys are in secrets.
CREATE TABLE provider_settings (
  name          TEXT NOT NULL PRIMARY KEY,
  kind          TEXT,
  base_url      TEXT,
  default_model TEXT,
  api_version   TEXT,
  -- The latest connection test; NULL while there was none since something changed.
  connected     INTEGER CHECK (connected IN (0, 1)),
  message       TEXT,
  models        TEXT NOT NULL DEFAULT '[]',
  tested_at     TEXT,
  updated_at    TEXT NOT NULL
) WITHOUT ROWID;

-- The environment and the secret inputs of executions that are not over, encrypted together. The row goes in the transaction of the last event.
CREATE TABLE execution_secrets (
  execution_id TEXT NOT NULL PRIMARY KEY,
  value        TEXT NOT NULL,
  created_at   TEXT NOT NULL
) WITHOUT ROWID;

-- What agents remember between executions.
CREATE TABLE memory_records (
  id           TEXT NOT NULL PRIMARY KEY,
  scope        TEXT NOT NULL CHECK (scope IN ('agent', 'workflow', 'node')),
  -- Who shares it: workflow/agent, the workflow, or workflow/state.
  owner        TEXT NOT NULL,
  key          TEXT NOT NULL,
  -- JSON.
  value        TEXT NOT NULL,
  -- Who wrote it last.
  execution_id TEXT NOT NULL,
  created_at   TEXT NOT NULL,
  updated_at   TEXT NOT NULL,
  -- NULL: never.
  expires_at   TEXT,
  UNIQUE (scope, owner, key)
) WITHOUT ROWID;

CREATE INDEX memory_records_by_age ON memory_records (scope, owner, updated_at, id);

-- Calls that have written, while their execution may make them again after a crash: the second time changes nothing.
CREATE TABLE memory_writes (
  call_key     TEXT NOT NULL PRIMARY KEY,
  execution_id TEXT NOT NULL,
  written_at   TEXT NOT NULL
) WITHOUT ROWID;
