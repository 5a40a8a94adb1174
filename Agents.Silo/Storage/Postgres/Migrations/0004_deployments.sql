-- What workflows are reached by. A deployment that was removed stays as a tombstone, so that its executions keep their link.
CREATE TABLE deployments (
  id             text COLLATE "C" NOT NULL PRIMARY KEY,
  name           text COLLATE "C" NOT NULL,
  kind           text COLLATE "C" NOT NULL CHECK (kind IN ('endpoint', 'container', 'external')),
  -- What somebody set; whether it can work besides is told when it is read.
  status         text COLLATE "C" NOT NULL CHECK (status IN ('active', 'inactive', 'error')),
  status_reason  text COLLATE "C",
  workflow_id    text COLLATE "C",
  workflow_name  text COLLATE "C",
  endpoint_path  text COLLATE "C",
  host           text COLLATE "C",
  port           bigint CHECK (port BETWEEN 1 AND 65535),
  capabilities   text COLLATE "C" NOT NULL DEFAULT '[]',
  metadata       text COLLATE "C" NOT NULL DEFAULT '{}',
  ttl_seconds    bigint NOT NULL DEFAULT 60 CHECK (ttl_seconds >= 1),
  last_heartbeat timestamptz,
  -- When it was found to be silent for longer than that; NULL while it is not.
  expired_at     timestamptz,
  created_at     timestamptz NOT NULL,
  updated_at     timestamptz NOT NULL,
  removed_at     timestamptz,
  CHECK (kind <> 'endpoint' OR (workflow_id IS NOT NULL AND endpoint_path IS NOT NULL)),
  CHECK (kind = 'endpoint' OR (host IS NOT NULL AND port IS NOT NULL))
);

CREATE UNIQUE INDEX deployments_by_path ON deployments (endpoint_path) WHERE removed_at IS NULL AND endpoint_path IS NOT NULL;

-- Which versions a deployment runs: prod, and canary for a share of the calls.
CREATE TABLE deployment_aliases (
  deployment_id    text COLLATE "C" NOT NULL REFERENCES deployments (id),
  alias            text COLLATE "C" NOT NULL CHECK (alias IN ('prod', 'canary')),
  version          bigint NOT NULL CHECK (version >= 1),
  -- Percent of the calls; NULL for prod, which takes the rest.
  share            bigint CHECK (share BETWEEN 1 AND 100),
  -- What a rollback goes back to; NULL where there was nothing before.
  previous_version bigint CHECK (previous_version >= 1),
  PRIMARY KEY (deployment_id, alias),
  CHECK ((alias = 'canary') = (share IS NOT NULL))
);

CREATE INDEX executions_by_deployment ON executions (deployment_id, id) WHERE deployment_id IS NOT NULL;
