-- Which execution repeats which, and what it did not have to do again. A row is written with the repeating execution's first events.
CREATE TABLE execution_forks (
  execution_id        TEXT NOT NULL PRIMARY KEY,
  forked_from         TEXT NOT NULL,
  -- The last event of the other execution before the cut; 0 is from the start.
  at_seq              INTEGER NOT NULL CHECK (at_seq >= 0),
  reused_steps        INTEGER NOT NULL CHECK (reused_steps >= 0),
  reused_tokens       INTEGER NOT NULL CHECK (reused_tokens >= 0),
  -- NULL is unknown, which is not 0.
  reused_cost_usd     REAL
) WITHOUT ROWID;

CREATE INDEX execution_forks_by_origin ON execution_forks (forked_from, execution_id);
