-- What workflows are reached by. A deployment that was removed stays as a tombstone, so that its executions keep their link.
CREATE TABLE deployments (
  id             TEXT NOT NULL PRIMARY KEY,
  name           TEXT NOT NULL,
  kind           TEXT NOT NULL CHECK (kind IN ('endpoint', 'container', 'external')),
  -- What somebody set; whether it can work besides is told when it is read.
  status         TEXT NOT NULL CHECK (status IN ('active', 'inactive', 'error')),
  status_reason  TEXT,
  workflow_id    TEXT,
  workflow_name  TEXT,
  endpoint_path  TEXT,
  host           TEXT,
  port           INTEGER CHECK (port BETWEEN 1 AND 65535),
  capabilities   TEXT NOT NULL DEFAULT '[]',
  metadata       TEXT NOT NULL DEFAULT '{}',
  ttl_seconds    INTEGER NOT NULL DEFAULT 60 CHECK (ttl_seconds >= 1),
  last_heartbeat TEXT,
  -- When it was found to be silent for longer than that; NULL while it is not.
  expired_at     TEXT,
  created_at     TEXT NOT NULL,
  updated_at     TEXT NOT NULL,
  removed_at     TEXT,
  CHECK (kind <> 'endpoint' OR (workflow_id IS NOT NULL AND endpoint_path IS NOT NULL)),
  CHECK (kind = 'endpoint' OR (host IS NOT NULL AND port IS NOT NULL))
) WITHOUT ROWID;

CREATE UNIQUE INDEX deployments_by_path ON deployments (endpoint_path) WHERE removed_at IS NULL AND endpoint_path IS NOT NULL;

-- Which versions a deployment runs: prod, and canary for a share of the calls.
CREATE TABLE deployment_aliases (
  deployment_id    TEXT NOT NULL REFERENCES deployments (id),
  alias            TEXT NOT NULL CHECK (alias IN ('prod', 'canary')),
  version          INTEGER NOT NULL CHECK (version >= 1),
  -- Percent of the calls; NULL for prod, which takes the rest.
  share            INTEGER CHECK (share BETWEEN 1 AND 100),
  -- What a rollback goes back to; NULL where there was nothing before.
  previous_version INTEGER CHECK (previous_version >= 1),
  PRIMARY KEY (deployment_id, alias),
  CHECK ((alias = 'canary') = (share IS NOT NULL))
) WITHOUT ROWID;

CREATE INDEX executions_by_deployment ON executions (deployment_id, id) WHERE deployment_id IS NOT NULL;
