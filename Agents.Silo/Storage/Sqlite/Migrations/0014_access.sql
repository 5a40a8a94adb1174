-- Keys of people and programs. Only the SHA-256 of a key is kept; scopes and limits are JSON.
CREATE TABLE api_keys (
  id            TEXT NOT NULL PRIMARY KEY,
  name          TEXT NOT NULL,
  principal     TEXT NOT NULL,
  scopes        TEXT NOT NULL,
  hash          TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
  -- Its last characters, to tell two apart.
  hint          TEXT NOT NULL,
  rate_limit    TEXT,
  -- Whose key it is; NULL where it is no deployment's.
  deployment_id TEXT,
  replaces      TEXT,
  created_at    TEXT NOT NULL,
  created_by    TEXT NOT NULL,
  expires_at    TEXT,
  revoked_at    TEXT,
  -- To the minute.
  last_used_at  TEXT
) WITHOUT ROWID;

CREATE INDEX api_keys_by_deployment ON api_keys (deployment_id, id) WHERE deployment_id IS NOT NULL;

-- Logins of browsers. What one may do is what its key may do at the moment.
CREATE TABLE sessions (
  hash       TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
  key_id     TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
) WITHOUT ROWID;

-- Who is in which team.
CREATE TABLE principals (
  name  TEXT NOT NULL PRIMARY KEY,
  teams TEXT NOT NULL
) WITHOUT ROWID;

-- What the gateway holds callers to, as JSON; NULL where nothing was set.
ALTER TABLE deployments ADD COLUMN limits TEXT;
