-- What the executions of a deployment may spend in a day in UTC; empty limits nothing.
ALTER TABLE deployments ADD COLUMN budget TEXT NOT NULL DEFAULT '{}';

-- How many days they are kept after their ends: NULL is as long as all others, 0 is for ever.
ALTER TABLE deployments ADD COLUMN retention_days INTEGER CHECK (retention_days >= 0);

-- What is set once for the whole installation, as one JSON document per name.
CREATE TABLE settings (
  name       TEXT NOT NULL PRIMARY KEY,
  value      TEXT NOT NULL,
  updated_at TEXT NOT NULL
) WITHOUT ROWID;
