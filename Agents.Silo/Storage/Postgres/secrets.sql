-- name: List
SELECT name AS Name, created_at AS CreatedAt, updated_at AS UpdatedAt FROM secrets ORDER BY name

-- name: ReadAll
SELECT name AS Name, value AS Value FROM secrets ORDER BY name

-- name: Find
SELECT name AS Name, created_at AS CreatedAt, updated_at AS UpdatedAt FROM secrets WHERE name = @Name

-- name: Set
INSERT INTO secrets (name, value, created_at, updated_at) VALUES (@Name, @Value, @Now, @Now)
ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at

-- name: Delete
DELETE FROM secrets WHERE name = @Name

-- name: Reencrypt
-- Only where nobody has set another value meanwhile. When it was set does not change.
UPDATE secrets SET value = @Value WHERE name = @Name AND value = @Old

-- name: ReadProviders
SELECT name AS Name, kind AS Kind, base_url AS BaseUrl, default_model AS DefaultModel, api_version AS ApiVersion, connected AS Connected, message AS Message,
  models AS Models, tested_at AS TestedAt, updated_at AS UpdatedAt
FROM provider_settings ORDER BY name

-- name: SetProvider
INSERT INTO provider_settings (name, kind, base_url, default_model, api_version, updated_at)
VALUES (@Name, @Kind, @BaseUrl, @DefaultModel, @ApiVersion, @Now)
ON CONFLICT (name) DO UPDATE SET
  kind = excluded.kind, base_url = excluded.base_url, default_model = excluded.default_model, api_version = excluded.api_version,
  connected = NULL, message = NULL, tested_at = NULL, updated_at = excluded.updated_at

-- name: RecordTest
INSERT INTO provider_settings (name, connected, message, models, tested_at, updated_at) VALUES (@Name, @Connected, @Message, @Models, @Now, @Now)
ON CONFLICT (name) DO UPDATE SET
  connected = excluded.connected, message = excluded.message, tested_at = excluded.tested_at,
  models = CASE WHEN excluded.connected = 1 THEN excluded.models ELSE provider_settings.models END

-- name: ForgetProvider
DELETE FROM provider_settings WHERE name = @Name

-- name: KeepOfExecution
INSERT INTO execution_secrets (execution_id, value, created_at) VALUES (@ExecutionId, @Value, @Now)
ON CONFLICT (execution_id) DO UPDATE SET value = excluded.value

-- name: FindOfExecution
SELECT value FROM execution_secrets WHERE execution_id = @ExecutionId

-- name: ReadOfExecutions
SELECT execution_id AS Name, value AS Value FROM execution_secrets ORDER BY execution_id

-- name: ReencryptOfExecution
UPDATE execution_secrets SET value = @Value WHERE execution_id = @Name AND value = @Old

-- name: ForgetOfExecution
DELETE FROM execution_secrets WHERE execution_id = @ExecutionId

-- name: SweepOfExecutions
-- What a start left behind that came to nothing, and what came after the end.
DELETE FROM execution_secrets WHERE created_at < @Before
  AND NOT EXISTS (SELECT 1 FROM executions e WHERE e.id = execution_secrets.execution_id AND e.status NOT IN ('completed', 'failed', 'cancelled', 'timed_out'))
