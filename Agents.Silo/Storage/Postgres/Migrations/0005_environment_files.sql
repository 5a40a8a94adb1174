-- Agent files as they were when the silo read them. Executions name the hash of those that they began with: a version is never changed or removed.
CREATE TABLE agent_versions (
  environment  text COLLATE "C" NOT NULL,
  name         text COLLATE "C" NOT NULL,
  version      bigint NOT NULL,
  content_hash text COLLATE "C" NOT NULL,
  file_name    text NOT NULL,
  definition   text NOT NULL,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (environment, name, version),
  UNIQUE (environment, name, content_hash)
);

CREATE INDEX agent_versions_by_hash ON agent_versions (content_hash);

-- Which workflow a file of an environment was stored as; one whose file is gone was disabled.
CREATE TABLE synced_files (
  environment  text COLLATE "C" NOT NULL,
  file         text COLLATE "C" NOT NULL,
  workflow_id  text COLLATE "C" NOT NULL,
  content_hash text COLLATE "C" NOT NULL,
  is_gone      bigint NOT NULL DEFAULT 0 CHECK (is_gone IN (0, 1)),
  synced_at    timestamptz NOT NULL,
  PRIMARY KEY (environment, file)
);

-- How hard a workflow is to use, as its current definition says; NULL where that does not, and until it is stored again.
ALTER TABLE workflows ADD COLUMN difficulty text;
