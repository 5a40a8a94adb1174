-- Agent files as they were when the silo read them. Executions name the hash of those that they began with: a version is never changed or removed.
CREATE TABLE agent_versions (
  environment  TEXT NOT NULL,
  name         TEXT NOT NULL,
  version      INTEGER NOT NULL,
  content_hash TEXT NOT NULL,
  file_name    TEXT NOT NULL,
  definition   TEXT NOT NULL,
  created_at   TEXT NOT NULL,
  PRIMARY KEY (environment, name, version),
  UNIQUE (environment, name, content_hash)
) WITHOUT ROWID;

CREATE INDEX agent_versions_by_hash ON agent_versions (content_hash);

-- Which workflow a file of an environment was stored as; one whose file is gone was disabled.
CREATE TABLE synced_files (
  environment  TEXT NOT NULL,
  file         TEXT NOT NULL,
  workflow_id  TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  is_gone      INTEGER NOT NULL DEFAULT 0 CHECK (is_gone IN (0, 1)),
  synced_at    TEXT NOT NULL,
  PRIMARY KEY (environment, file)
) WITHOUT ROWID;

-- How hard a workflow is to use, as its current definition says; NULL where that does not, and until it is stored again.
ALTER TABLE workflows ADD COLUMN difficulty TEXT;
