-- name: InsertVersion
INSERT INTO agent_versions (environment, name, version, content_hash, file_name, definition, created_at)
SELECT @Environment, @Name, coalesce((SELECT max(version) FROM agent_versions WHERE environment = @Environment AND name = @Name), 0) + 1,
  @ContentHash, @FileName, @Definition, @Now
WHERE NOT EXISTS (SELECT 1 FROM agent_versions WHERE environment = @Environment AND name = @Name AND content_hash = @ContentHash)

-- name: GetDefinition
SELECT definition FROM agent_versions WHERE content_hash = @ContentHash LIMIT 1

-- name: ListVersions
SELECT environment AS Environment, name AS Name, version AS Version, content_hash AS ContentHash, file_name AS FileName, created_at AS CreatedAt
FROM agent_versions
WHERE (@Environment::text IS NULL OR environment = @Environment) AND (@Name::text IS NULL OR name = @Name)
ORDER BY environment, name, version

-- name: ListSynced
SELECT file AS File, workflow_id AS WorkflowId, content_hash AS ContentHash, is_gone AS IsGone FROM synced_files WHERE environment = @Environment ORDER BY file

-- name: SetSynced
INSERT INTO synced_files (environment, file, workflow_id, content_hash, is_gone, synced_at)
VALUES (@Environment, @File, @WorkflowId, @ContentHash, @IsGone, @Now)
ON CONFLICT (environment, file) DO UPDATE SET
  workflow_id = excluded.workflow_id, content_hash = excluded.content_hash, is_gone = excluded.is_gone, synced_at = excluded.synced_at
