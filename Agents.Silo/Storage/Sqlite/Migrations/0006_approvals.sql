-- A projection of the journals, written in the transaction of the events: what people were asked, and what they decided.
CREATE TABLE approvals (
  -- The id of the step that waits.
  id            TEXT NOT NULL PRIMARY KEY,
  execution_id  TEXT NOT NULL,
  workflow_id   TEXT NOT NULL,
  workflow_name TEXT NOT NULL,
  state         TEXT NOT NULL,
  status        TEXT NOT NULL CHECK (status IN ('pending', 'approved', 'rejected', 'timed_out', 'cancelled')),
  title         TEXT,
  message       TEXT,
  -- JSON, or a reference to a blob.
  payload       TEXT NOT NULL,
  editable      INTEGER NOT NULL CHECK (editable IN (0, 1)),
  approvers     TEXT NOT NULL,
  quorum        INTEGER NOT NULL CHECK (quorum >= 1),
  votes         TEXT NOT NULL,
  delegations   TEXT NOT NULL,
  requested_at  TEXT NOT NULL,
  due_at        TEXT,
  reminded_at   TEXT,
  escalated_at  TEXT,
  decided_at    TEXT
) WITHOUT ROWID;

CREATE INDEX approvals_by_execution ON approvals (execution_id, requested_at);

CREATE INDEX approvals_by_status ON approvals (status, requested_at, id);
