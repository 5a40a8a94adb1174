-- The silo's keys, where they are not files beside the database: silos of a cluster share them.
CREATE TABLE key_ring (
  name       TEXT NOT NULL PRIMARY KEY,
  xml        TEXT NOT NULL,
  created_at TEXT NOT NULL
) WITHOUT ROWID;
