-- Values are encrypted with the silo's key ring.
CREATE TABLE secrets (
  -- As workflows refer to it; the key of a model provider is provider:<name>, which no other secret can be called.
  name       text COLLATE "C" NOT NULL PRIMARY KEY,
  value      text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

-- What was set of model providers while the silo ran; it goes before configuration and environment. Keys are in secrets.
CREATE TABLE provider_settings (
  name          text COLLATE "C" NOT NULL PRIMARY KEY,
  kind          text,
  base_url      text,
  default_model text,
  api_version   text,
  -- The latest connection test; NULL while there was none since something changed.
  connected     bigint CHECK (connected IN (0, 1)),
  message       text,
  models        text NOT NULL DEFAULT '[]',
  tested_at     timestamptz,
  updated_at    timestamptz NOT NULL
);

-- The environment and the secret inputs of executions that are not over, encrypted together. The row goes in the transaction of the last event.
CREATE TABLE execution_secrets (
  execution_id text COLLATE "C" NOT NULL PRIMARY KEY,
  value        text NOT NULL,
  created_at   timestamptz NOT NULL
);

-- What agents remember between executions.
CREATE TABLE memory_records (
  id           text COLLATE "C" NOT NULL PRIMARY KEY,
  scope        text COLLATE "C" NOT NULL CHECK (scope IN ('agent', 'workflow', 'node')),
  -- Who shares it: workflow/agent, the workflow, or workflow/state.
  owner        text COLLATE "C" NOT NULL,
  key          text COLLATE "C" NOT NULL,
  -- JSON.
  value        text NOT NULL,
  -- Who wrote it last.
  execution_id text COLLATE "C" NOT NULL,
  created_at   timestamptz NOT NULL,
  updated_at   timestamptz NOT NULL,
  -- NULL: never.
  expires_at   timestamptz,
  UNIQUE (scope, owner, key)
);

CREATE INDEX memory_records_by_age ON memory_records (scope, owner, updated_at, id);

-- Calls that have written, while their execution may make them again after a crash: the second time changes nothing.
CREATE TABLE memory_writes (
  call_key     text COLLATE "C" NOT NULL PRIMARY KEY,
  execution_id text COLLATE "C" NOT NULL,
  written_at   timestamptz NOT NULL
);
