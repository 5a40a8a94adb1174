-- Messages that are owed to other systems: a row is written in the transaction of the event that it tells of, and deleted when it was delivered.
CREATE TABLE outgoing_webhooks (
  id              TEXT NOT NULL PRIMARY KEY,
  -- A name from the settings; where it is and its secret are not stored.
  target          TEXT NOT NULL,
  event           TEXT NOT NULL,
  execution_id    TEXT NOT NULL,
  trace_id        TEXT,
  -- JSON, or a reference to a blob.
  body            TEXT NOT NULL,
  status          TEXT NOT NULL CHECK (status IN ('pending', 'dead')),
  attempts        INTEGER NOT NULL CHECK (attempts >= 0),
  next_attempt_at TEXT NOT NULL,
  error           TEXT,
  created_at      TEXT NOT NULL,
  died_at         TEXT
) WITHOUT ROWID;

CREATE INDEX outgoing_webhooks_due ON outgoing_webhooks (status, target, next_attempt_at, id);
