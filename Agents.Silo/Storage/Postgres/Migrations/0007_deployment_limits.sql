-- What the executions of a deployment may spend in a day in UTC; empty limits nothing.
ALTER TABLE deployments ADD COLUMN budget text NOT NULL DEFAULT '{}';

-- How many days they are kept after their ends: NULL is as long as all others, 0 is for ever.
ALTER TABLE deployments ADD COLUMN retention_days bigint CHECK (retention_days >= 0);

-- What is set once for the whole installation, as one JSON document per name.
CREATE TABLE settings (
  name       text COLLATE "C" NOT NULL PRIMARY KEY,
  value      text NOT NULL,
  updated_at timestamptz NOT NULL
);
