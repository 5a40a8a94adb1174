-- Keys of people and programs. Only the SHA-256 of a key is kept; scopes and limits are JSON.
CREATE TABLE api_keys (
  id            text COLLATE "C" NOT NULL PRIMARY KEY,
  name          text NOT NULL,
  principal     text NOT NULL,
  scopes        text NOT NULL,
  hash          text COLLATE "C" NOT NULL UNIQUE CHECK (length(hash) = 64),
  -- Its last characters, to tell two apart.
  hint          text NOT NULL,
  rate_limit    text,
  -- Whose key it is; NULL where it is no deployment's.
  deployment_id text COLLATE "C",
  replaces      text COLLATE "C",
  created_at    timestamptz NOT NULL,
  created_by    text NOT NULL,
  expires_at    timestamptz,
  revoked_at    timestamptz,
  -- To the minute.
  last_used_at  timestamptz
);

CREATE INDEX api_keys_by_deployment ON api_keys (deployment_id, id) WHERE deployment_id IS NOT NULL;

-- Logins of browsers. What one may do is what its key may do at the moment.
CREATE TABLE sessions (
  hash       text COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
  key_id     text COLLATE "C" NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);

-- Who is in which team.
CREATE TABLE principals (
  name  text COLLATE "C" NOT NULL PRIMARY KEY,
  teams text NOT NULL
);

-- What the gateway holds callers to, as JSON; NULL where nothing was set.
ALTER TABLE deployments ADD COLUMN limits text;
