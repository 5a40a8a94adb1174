-- name: GetVersion
SELECT v.workflow_id AS WorkflowId, v.version AS Version, v.label AS Label, v.content_hash AS ContentHash, v.file_name AS FileName,
  v.definition AS Definition, v.created_at AS CreatedAt
FROM workflow_versions v
WHERE v.workflow_id = @Id AND v.version = coalesce(@Version, (SELECT current_version FROM workflows WHERE id = @Id))

-- name: GetCurrentVersion
SELECT current_version FROM workflows WHERE id = @Id

-- name: ListVersions
SELECT version AS Version, label AS Label, content_hash AS ContentHash, created_at AS CreatedAt
FROM workflow_versions WHERE workflow_id = @Id ORDER BY version DESC

-- name: FindVersionByHash
SELECT version FROM workflow_versions WHERE workflow_id = @Id AND content_hash = @ContentHash

-- name: InsertVersion
INSERT INTO workflow_versions (workflow_id, version, label, content_hash, file_name, definition, created_at)
VALUES (@Id, @Version, @Label, @ContentHash, @FileName, @Definition, @Now)

-- name: UpsertWorkflow
INSERT INTO workflows (id, name, description, status, current_version, tags, persona, created_at, updated_at)
VALUES (@Id, @Name, @Description, 'active', @Version, @Tags, @Persona, @Now, @Now)
ON CONFLICT (id) DO UPDATE SET
  name = excluded.name, description = excluded.description, current_version = excluded.current_version,
  tags = excluded.tags, persona = excluded.persona, updated_at = excluded.updated_at

-- name: CountVersions
SELECT coalesce(max(version), 0) FROM workflow_versions WHERE workflow_id = @Id

-- name: GetRow
SELECT id AS Id, name AS Name, description AS Description, status AS Status, current_version AS CurrentVersion, tags AS Tags, persona AS Persona,
  created_at AS CreatedAt, updated_at AS UpdatedAt
FROM workflows WHERE id = @Id

-- name: ListRows
SELECT id AS Id, name AS Name, description AS Description, status AS Status, current_version AS CurrentVersion, tags AS Tags, persona AS Persona,
  created_at AS CreatedAt, updated_at AS UpdatedAt
FROM workflows
WHERE (@After IS NULL OR id > @After)
  AND (@Status IS NULL OR status = @Status)
  AND (@Persona IS NULL OR persona = @Persona)
  AND (@Tag IS NULL OR EXISTS (SELECT 1 FROM json_each(tags) WHERE value = @Tag))
  AND (@Pattern IS NULL OR id LIKE @Pattern ESCAPE '\' OR name LIKE @Pattern ESCAPE '\' OR description LIKE @Pattern ESCAPE '\')
ORDER BY id
LIMIT @Limit

-- name: LastExecution
SELECT id AS Id, status AS Status, created_at AS CreatedAt FROM executions WHERE workflow_id = @Id ORDER BY id DESC LIMIT 1

-- name: SuccessRate
-- Over the newest 1,000 ended executions of the period: a list must not read a million rows.
SELECT avg(CASE status WHEN 'completed' THEN 1.0 ELSE 0.0 END)
FROM (SELECT status FROM executions WHERE workflow_id = @Id AND created_at >= @Since AND completed_at IS NOT NULL ORDER BY id DESC LIMIT 1000)
