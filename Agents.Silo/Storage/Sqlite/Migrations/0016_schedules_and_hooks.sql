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

-- What comes in from other systems and what it starts.
CREATE TABLE workflow_registrations (
  name              TEXT NOT NULL PRIMARY KEY,
  -- How senders sign.
  scheme            TEXT NOT NULL CHECK (scheme IN ('generic', 'github', 'slack', 'whatsapp')),
  workflow_id       TEXT,
  version           INTEGER CHECK (version >= 1),
  deployment_id     TEXT,
  -- Names of stored secrets, never their values.
  secret            TEXT NOT NULL,
  verify_secret     TEXT,
  -- A JSON object with templates; NULL hands the body on as it is.
  inputs            TEXT,
  tolerance_seconds INTEGER NOT NULL CHECK (tolerance_seconds BETWEEN 1 AND 3600),
  created_at        TEXT NOT NULL,
  CHECK ((workflow_id IS NULL) <> (deployment_id IS NULL)),
  CHECK (version IS NULL OR workflow_id IS NOT NULL)
) WITHOUT ROWID;

-- Each event once, whatever its sender repeats. The execution's id is written before it is started.
CREATE TABLE webhook_events (
  id           TEXT NOT NULL PRIMARY KEY,
  name         TEXT NOT NULL,
  event_id     TEXT NOT NULL,
  event_type   TEXT,
  body         TEXT NOT NULL,
  status       TEXT NOT NULL CHECK (status IN ('received', 'started', 'refused')),
  detail       TEXT,
  execution_id TEXT NOT NULL,
  replay_of    TEXT,
  received_at  TEXT NOT NULL,
  tried_at     TEXT NOT NULL
) WITHOUT ROWID;

CREATE UNIQUE INDEX webhook_events_by_event ON webhook_events (name, event_id);
CREATE INDEX webhook_events_by_time ON webhook_events (received_at);
CREATE INDEX webhook_events_left ON webhook_events (tried_at) WHERE status = 'received';
