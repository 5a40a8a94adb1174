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
