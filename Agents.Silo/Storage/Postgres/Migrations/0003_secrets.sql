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
