-- When workflows and deployments are started by themselves.
CREATE TABLE schedules (
  id               text COLLATE "C" NOT NULL PRIMARY KEY,
  name             text COLLATE "C" NOT NULL,
  workflow_id      text COLLATE "C",
  -- NULL starts the version that is current then.
  version          bigint CHECK (version >= 1),
  deployment_id    text COLLATE "C",
  cron             text COLLATE "C",
  interval_seconds bigint CHECK (interval_seconds >= 1),
  timezone         text COLLATE "C" NOT NULL,
  inputs           text COLLATE "C" NOT NULL,
  overlap          text COLLATE "C" NOT NULL CHECK (overlap IN ('skip', 'queue', 'replace', 'allow')),
  catch_up         text COLLATE "C" NOT NULL CHECK (catch_up IN ('none', 'last', 'all')),
  catch_up_limit   bigint NOT NULL CHECK (catch_up_limit BETWEEN 1 AND 1000),
  jitter_seconds   bigint NOT NULL CHECK (jitter_seconds BETWEEN 0 AND 3600),
  status           text COLLATE "C" NOT NULL CHECK (status IN ('active', 'paused')),
  paused_at        timestamptz,
  pause_reason     text COLLATE "C",
  source           text COLLATE "C" NOT NULL CHECK (source IN ('api', 'workflow')),
  -- What intervals are counted from.
  anchor_at        timestamptz NOT NULL,
  -- The earliest due time that nothing was decided about; NULL where there is none any more.
  next_due_at      timestamptz,
  -- The same and the jitter; NULL while it is paused, too.
  fires_at         timestamptz,
  created_at       timestamptz NOT NULL,
  updated_at       timestamptz NOT NULL,
  CHECK ((workflow_id IS NULL) <> (deployment_id IS NULL)),
  CHECK (version IS NULL OR workflow_id IS NOT NULL),
  CHECK ((cron IS NULL) <> (interval_seconds IS NULL)),
  CHECK ((status = 'paused') = (paused_at IS NOT NULL)),
  CHECK (fires_at IS NULL OR (status = 'active' AND next_due_at IS NOT NULL))
);

CREATE INDEX schedules_due ON schedules (fires_at, id) WHERE fires_at IS NOT NULL;
CREATE INDEX schedules_by_deployment ON schedules (deployment_id) WHERE deployment_id IS NOT NULL;

-- What became of due times. A row is written in the transaction that moves the schedule on: nothing fires twice, and nothing is forgotten.
CREATE TABLE schedule_firings (
  schedule_id  text COLLATE "C" NOT NULL REFERENCES schedules (id),
  due_at       timestamptz NOT NULL,
  -- The last due time of several that were skipped together.
  until_at     timestamptz,
  -- ended: started, and its execution is known to be over.
  status       text COLLATE "C" NOT NULL CHECK (status IN ('pending', 'queued', 'started', 'ended', 'skipped', 'refused')),
  reason       text COLLATE "C",
  detail       text COLLATE "C",
  execution_id text COLLATE "C",
  decided_at   timestamptz NOT NULL,
  started_at   timestamptz,
  PRIMARY KEY (schedule_id, due_at),
  CHECK (status NOT IN ('pending', 'queued', 'started', 'ended') OR execution_id IS NOT NULL),
  CHECK ((status IN ('skipped', 'refused')) = (reason IS NOT NULL))
);

CREATE INDEX schedule_firings_open ON schedule_firings (schedule_id, due_at) WHERE status IN ('pending', 'queued', 'started');
CREATE INDEX schedule_firings_pending ON schedule_firings (decided_at) WHERE status = 'pending';
CREATE INDEX schedule_firings_queued ON schedule_firings (schedule_id, due_at) WHERE status = 'queued';

-- What comes in from other systems and what it starts.
CREATE TABLE workflow_registrations (
  name              text COLLATE "C" NOT NULL PRIMARY KEY,
  -- How senders sign.
  scheme            text COLLATE "C" NOT NULL CHECK (scheme IN ('generic', 'github', 'slack', 'whatsapp')),
  workflow_id       text COLLATE "C",
  version           bigint CHECK (version >= 1),
  deployment_id     text COLLATE "C",
  -- Names of stored secrets, never their values.
  secret            text COLLATE "C" NOT NULL,
  verify_secret     text COLLATE "C",
  -- A JSON object with templates; NULL hands the body on as it is.
  inputs            text COLLATE "C",
  tolerance_seconds bigint NOT NULL CHECK (tolerance_seconds BETWEEN 1 AND 3600),
  created_at        timestamptz NOT NULL,
  CHECK ((workflow_id IS NULL) <> (deployment_id IS NULL)),
  CHECK (version IS NULL OR workflow_id IS NOT NULL)
);

-- Each event once, whatever its sender repeats. The execution's id is written before it is started.
CREATE TABLE webhook_events (
  id           text COLLATE "C" NOT NULL PRIMARY KEY,
  name         text COLLATE "C" NOT NULL,
  event_id     text COLLATE "C" NOT NULL,
  event_type   text COLLATE "C",
  body         text COLLATE "C" NOT NULL,
  status       text COLLATE "C" NOT NULL CHECK (status IN ('received', 'started', 'refused')),
  detail       text COLLATE "C",
  execution_id text COLLATE "C" NOT NULL,
  replay_of    text COLLATE "C",
  received_at  timestamptz NOT NULL,
  tried_at     timestamptz NOT NULL
);

CREATE UNIQUE INDEX webhook_events_by_event ON webhook_events (name, event_id);
CREATE INDEX webhook_events_by_time ON webhook_events (received_at);
CREATE INDEX webhook_events_left ON webhook_events (tried_at) WHERE status = 'received';
