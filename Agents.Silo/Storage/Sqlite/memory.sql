-- name: NoteWrite
INSERT INTO memory_writes (call_key, execution_id, written_at) VALUES (@CallKey, @ExecutionId, @Now) ON CONFLICT (call_key) DO NOTHING

-- name: Write
INSERT INTO memory_records (id, scope, owner, key, value, execution_id, created_at, updated_at, expires_at)
VALUES (@Id, @Scope, @Owner, @Key, @Value, @ExecutionId, @Now, @Now, @ExpiresAt)
ON CONFLICT (scope, owner, key) DO UPDATE SET
  value = excluded.value, execution_id = excluded.execution_id, updated_at = excluded.updated_at, expires_at = excluded.expires_at

-- name: Trim
-- The oldest go, and what is over.
DELETE FROM memory_records WHERE scope = @Scope AND owner = @Owner AND (expires_at <= @Now OR id NOT IN (
  SELECT id FROM memory_records WHERE scope = @Scope AND owner = @Owner AND (expires_at IS NULL OR expires_at > @Now) ORDER BY updated_at DESC, id DESC LIMIT @Most))

-- name: Read
SELECT id AS Id, scope AS Scope, owner AS Owner, key AS Key, value AS Value, execution_id AS ExecutionId, created_at AS CreatedAt, updated_at AS UpdatedAt, expires_at AS ExpiresAt
FROM memory_records
WHERE scope = @Scope AND owner = @Owner AND (expires_at IS NULL OR expires_at > @Now)
  AND (@Key IS NULL OR key = @Key) AND (@Pattern IS NULL OR lower(key || ' ' || value) LIKE lower(@Pattern) ESCAPE '\')
ORDER BY updated_at DESC, id DESC LIMIT @Limit

-- name: List
SELECT id AS Id, scope AS Scope, owner AS Owner, key AS Key, value AS Value, execution_id AS ExecutionId, created_at AS CreatedAt, updated_at AS UpdatedAt, expires_at AS ExpiresAt
FROM memory_records
WHERE (@Scope IS NULL OR scope = @Scope) AND (@Owner IS NULL OR owner = @Owner) AND (@Key IS NULL OR key = @Key) AND (expires_at IS NULL OR expires_at > @Now)
  AND (@Pattern IS NULL OR lower(key || ' ' || value || ' ' || owner) LIKE lower(@Pattern) ESCAPE '\')
  AND (@AfterTime IS NULL OR updated_at < @AfterTime OR (updated_at = @AfterTime AND id < @AfterId))
ORDER BY updated_at DESC, id DESC LIMIT @Limit

-- name: Delete
DELETE FROM memory_records WHERE id = @Id

-- name: Sweep
DELETE FROM memory_records WHERE expires_at <= @Now

-- name: SweepWrites
DELETE FROM memory_writes WHERE written_at < @Before AND NOT EXISTS (
  SELECT 1 FROM executions e WHERE e.id = memory_writes.execution_id AND e.status NOT IN ('completed', 'failed', 'cancelled', 'timed_out'))
