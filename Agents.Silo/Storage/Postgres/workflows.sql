-- name: GetVersion
SELECT v.workflow_id AS WorkflowId, v.version AS Version, v.label AS Label, v.content_hash AS ContentHash, v.file_name AS FileName,
  v.definition AS Definition, v.created_at AS CreatedAt
FROM workflow_versions v
WHERE v.workflow_id = @Id AND v.version = coalesce(@Version::bigint, (SELECT current_version FROM workflows WHERE id = @Id AND removed_at IS NULL))

-- name: GetStanding
SELECT current_version AS CurrentVersion, status AS Status FROM workflows WHERE id = @Id AND removed_at IS NULL

-- name: ListVersions
SELECT version AS Version, label AS Label, content_hash AS ContentHash, created_at AS CreatedAt
FROM workflow_versions WHERE workflow_id = @Id ORDER BY version DESC

-- name: FindVersionByHash
SELECT version FROM workflow_versions WHERE workflow_id = @Id AND content_hash = @ContentHash

-- name: InsertVersion
INSERT INTO workflow_versions (workflow_id, version, label, content_hash, file_name, definition, created_at)
VALUES (@Id, @Version, @Label, @ContentHash, @FileName, @Definition, @Now)

-- name: UpsertWorkflow
INSERT INTO workflows (id, name, description, status, current_version, tags, persona, difficulty, created_at, updated_at)
VALUES (@Id, @Name, @Description, 'active', @Version, @Tags, @Persona, @Difficulty, @Now, @Now)
ON CONFLICT (id) DO UPDATE SET
  name = excluded.name, description = excluded.description, current_version = excluded.current_version,
  tags = excluded.tags, persona = excluded.persona, difficulty = excluded.difficulty,
  -- Storing what is current already changes nothing; storing what was removed begins anew.
  updated_at = CASE WHEN workflows.current_version = excluded.current_version AND workflows.removed_at IS NULL
    THEN workflows.updated_at ELSE excluded.updated_at END,
  status = CASE WHEN workflows.removed_at IS NULL THEN workflows.status ELSE excluded.status END,
  created_at = CASE WHEN workflows.removed_at IS NULL THEN workflows.created_at ELSE excluded.created_at END,
  removed_at = NULL

-- name: MakeCurrent
UPDATE workflows SET
  name = @Name, description = @Description, current_version = @Version, tags = @Tags, persona = @Persona, difficulty = @Difficulty,
  updated_at = CASE WHEN current_version = @Version THEN updated_at ELSE @Now END
WHERE id = @Id AND removed_at IS NULL

-- name: SetStatus
UPDATE workflows SET status = @Status WHERE id = @Id AND removed_at IS NULL

-- name: RemoveUnused
UPDATE workflows SET removed_at = @Now
WHERE id = @Id AND removed_at IS NULL AND NOT EXISTS (SELECT 1 FROM executions WHERE workflow_id = @Id)

-- name: CountVersions
SELECT coalesce(max(version), 0) FROM workflow_versions WHERE workflow_id = @Id

-- name: GetRow
SELECT id AS Id, name AS Name, description AS Description, status AS Status, current_version AS CurrentVersion, tags AS Tags, persona AS Persona,
  created_at AS CreatedAt, updated_at AS UpdatedAt
FROM workflows WHERE id = @Id AND removed_at IS NULL

-- name: ListRows
SELECT id AS Id, name AS Name, description AS Description, status AS Status, current_version AS CurrentVersion, tags AS Tags, persona AS Persona,
  created_at AS CreatedAt, updated_at AS UpdatedAt
FROM workflows
WHERE removed_at IS NULL
  AND (@After::text IS NULL OR id > @After)
  AND (@Status::text IS NULL OR status = @Status)
  AND (@Persona::text IS NULL OR persona = @Persona)
  AND (@Difficulty::text IS NULL OR difficulty = @Difficulty)
  AND (@Tag::text IS NULL OR EXISTS (SELECT 1 FROM json_array_elements_text(tags::json) AS tag (value) WHERE value = @Tag))
  AND (@Pattern::text IS NULL OR id ILIKE @Pattern ESCAPE '\' OR name ILIKE @Pattern ESCAPE '\' OR description ILIKE @Pattern ESCAPE '\'
    OR EXISTS (SELECT 1 FROM json_array_elements_text(tags::json) AS tag (value) WHERE value ILIKE @Pattern ESCAPE '\'))
ORDER BY id
LIMIT @Limit

-- name: CountRows
SELECT count(*)
FROM workflows
WHERE removed_at IS NULL
  AND (@Status::text IS NULL OR status = @Status)
  AND (@Persona::text IS NULL OR persona = @Persona)
  AND (@Difficulty::text IS NULL OR difficulty = @Difficulty)
  AND (@Tag::text IS NULL OR EXISTS (SELECT 1 FROM json_array_elements_text(tags::json) AS tag (value) WHERE value = @Tag))
  AND (@Pattern::text IS NULL OR id ILIKE @Pattern ESCAPE '\' OR name ILIKE @Pattern ESCAPE '\' OR description ILIKE @Pattern ESCAPE '\'
    OR EXISTS (SELECT 1 FROM json_array_elements_text(tags::json) AS tag (value) WHERE value ILIKE @Pattern ESCAPE '\'))

-- name: LastExecution
SELECT id AS Id, status AS Status, created_at AS CreatedAt FROM executions WHERE workflow_id = @Id ORDER BY id DESC LIMIT 1

-- name: SuccessRate
-- Over the newest 1,000 ended executions of the period: a list must not read a million rows. Who cancels has changed their mind; nothing failed.
SELECT avg(CASE status WHEN 'completed' THEN 1.0 ELSE 0.0 END)::float8
FROM (SELECT status FROM executions WHERE workflow_id = @Id AND created_at >= @Since AND completed_at IS NOT NULL AND status <> 'cancelled' ORDER BY id DESC LIMIT 1000) AS newest
