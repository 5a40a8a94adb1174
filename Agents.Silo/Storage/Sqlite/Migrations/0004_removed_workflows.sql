-- A removed workflow is hidden, not erased: an execution that began at the same moment still finds its definition, and a workflow that is stored
-- again under the id goes on counting, so that a version's number never means two things.
ALTER TABLE workflows ADD COLUMN removed_at TEXT;
