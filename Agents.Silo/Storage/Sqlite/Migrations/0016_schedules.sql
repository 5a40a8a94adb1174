-- When workflows and deployments are started by themselves.
CREATE TABLE schedules (
  id               TEXT NOT NULL PRIMARY KEY,
  name             TEXT NOT NULL,
  workflow_id      TEXT,
  -- NULL starts the version that is current then.
  version          INTEGER CHECK (version >= 1),
  deployment_id    TEXT,
  cron             TEXT,
  interval_seconds INTEGER CHECK (interval_seconds >= 1),
  timezone         TEXT NOT NULL,
  inputs           TEXT NOT NULL,
  overlap          TEXT NOT NULL CHECK (overlap IN ('skip', 'queue', 'replace', 'allow')),
  catch_up         TEXT NOT NULL CHECK (catch_up IN ('none', 'last', 'all')),
  catch_up_limit   INTEGER NOT NULL CHECK (catch_up_limit BETWEEN 1 AND 1000),
  jitter_seconds   INTEGER NOT NULL CHECK (jitter_seconds BETWEEN 0 AND 3600),
  status           TEXT NOT NULL CHECK (status IN ('active', 'paused')),
  paused_at        TEXT,
  pause_reason     TEXT,
  source           TEXT NOT NULL CHECK (source IN ('api', 'workflow')),
  -- What intervals are counted from.
  anchor_at        TEXT NOT NULL,
  -- The earliest due time that nothing was decided about; NULL where there is none any more.
  next_due_at      TEXT,
  -- The same and the jitter; NULL while it is paused, too.
  fires_at         TEXT,
  created_at       TEXT NOT NULL,
  updated_at       TEXT NOT NULL,
  CHECK ((workflow_id IS NULL) <> (deployment_id IS NULL)),
  CHECK (version IS NULL OR workflow_id IS NOT NULL),
  CHECK ((cron IS NULL) <> (interval_seconds IS NULL)),
  CHECK ((status = 'paused') = (paused_at IS NOT NULL)),
  CHECK (fires_at IS NULL OR (status = 'active' AND next_due_at IS NOT NULL))
) WITHOUT ROWID;

CREATE INDEX schedules_due ON schedules (fires_at, id) WHERE fires_at IS NOT NULL;
CREATE INDEX schedules_by_deployment ON schedules (deployment_id) WHERE deployment_id IS NOT NULL;

-- What became of due times. A row is written in the transaction that moves the schedule on: nothing fires twice, and nothing is forgotten.
CREATE TABLE schedule_firings (
  schedule_id  TEXT NOT NULL REFERENCES schedules (id),
  due_at       TEXT NOT NULL,
  -- The last due time of several that were skipped together.
  until_at     TEXT,
  -- ended: started, and its execution is known to be over.
  status       TEXT NOT NULL CHECK (status IN ('pending', 'queued', 'started', 'ended', 'skipped', 'refused')),
  reason       TEXT,
  detail       TEXT,
  execution_id TEXT,
  decided_at   TEXT NOT NULL,
  started_at   TEXT,
  PRIMARY KEY (schedule_id, due_at),
  CHECK (status NOT IN ('pending', 'queued', 'started', 'ended') OR execution_id IS NOT NULL),
  CHECK ((status IN ('skipped', 'refused')) = (reason IS NOT NULL))
) WITHOUT ROWID;

CREATE INDEX schedule_firings_open ON schedule_firings (schedule_id, due_at) WHERE status IN ('pending', 'queued', 'started');
CREATE INDEX schedule_firings_pending ON schedule_firings (decided_at) WHERE status = 'pending';
CREATE INDEX schedule_firings_queued ON schedule_firings (schedule_id, due_at) WHERE status = 'queued';
