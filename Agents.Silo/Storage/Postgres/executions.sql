-- name: Get
SELECT id AS Id, workflow_id AS WorkflowId, workflow_name AS WorkflowName, workflow_version AS WorkflowVersion, status AS Status,
  trigger_type AS TriggerType, triggered_by AS TriggeredBy, created_at AS CreatedAt, started_at AS StartedAt, completed_at AS CompletedAt,
  duration_seconds AS DurationSeconds, input_tokens AS InputTokens, output_tokens AS OutputTokens, total_cost_usd AS TotalCostUsd, error AS Error, run_mode AS RunMode, deployment_id AS DeploymentId
FROM executions WHERE id = @Id

-- name: List
SELECT id AS Id, workflow_id AS WorkflowId, workflow_name AS WorkflowName, workflow_version AS WorkflowVersion, status AS Status,
  trigger_type AS TriggerType, triggered_by AS TriggeredBy, created_at AS CreatedAt, started_at AS StartedAt, completed_at AS CompletedAt,
  duration_seconds AS DurationSeconds, input_tokens AS InputTokens, output_tokens AS OutputTokens, total_cost_usd AS TotalCostUsd, error AS Error, run_mode AS RunMode, deployment_id AS DeploymentId
FROM executions
WHERE (@Before::text IS NULL OR id < @Before)
  AND (@Statuses::text IS NULL OR status IN (SELECT json_array_elements_text(@Statuses::json)))
  AND (@WorkflowId::text IS NULL OR workflow_id = @WorkflowId)
  AND (@DeploymentId::text IS NULL OR deployment_id = @DeploymentId)
  AND (@Source::text IS NULL OR (@Source = 'deployed') = (deployment_id IS NOT NULL))
  AND (@Trigger::text IS NULL OR trigger_type = @Trigger)
  AND (@From::timestamptz IS NULL OR created_at >= @From)
  AND (@To::timestamptz IS NULL OR created_at < @To)
  AND (@Pattern::text IS NULL OR id ILIKE @Pattern ESCAPE '\' OR workflow_name ILIKE @Pattern ESCAPE '\' OR error_message ILIKE @Pattern ESCAPE '\')
ORDER BY id DESC
LIMIT @Limit

-- name: Count
SELECT count(*)
FROM executions
WHERE (@Statuses::text IS NULL OR status IN (SELECT json_array_elements_text(@Statuses::json)))
  AND (@WorkflowId::text IS NULL OR workflow_id = @WorkflowId)
  AND (@DeploymentId::text IS NULL OR deployment_id = @DeploymentId)
  AND (@Source::text IS NULL OR (@Source = 'deployed') = (deployment_id IS NOT NULL))
  AND (@Trigger::text IS NULL OR trigger_type = @Trigger)
  AND (@From::timestamptz IS NULL OR created_at >= @From)
  AND (@To::timestamptz IS NULL OR created_at < @To)
  AND (@Pattern::text IS NULL OR id ILIKE @Pattern ESCAPE '\' OR workflow_name ILIKE @Pattern ESCAPE '\' OR error_message ILIKE @Pattern ESCAPE '\')

-- name: ListForks
SELECT id AS Id, workflow_id AS WorkflowId, workflow_name AS WorkflowName, workflow_version AS WorkflowVersion, status AS Status,
  trigger_type AS TriggerType, triggered_by AS TriggeredBy, created_at AS CreatedAt, started_at AS StartedAt, completed_at AS CompletedAt,
  duration_seconds AS DurationSeconds, input_tokens AS InputTokens, output_tokens AS OutputTokens, total_cost_usd AS TotalCostUsd, error AS Error, run_mode AS RunMode, deployment_id AS DeploymentId
FROM execution_forks JOIN executions ON id = execution_id
WHERE forked_from = @Id AND (@Before::text IS NULL OR execution_id < @Before)
ORDER BY execution_id DESC
LIMIT @Limit

-- name: GetStored
SELECT status AS Status, outputs AS Outputs, error_message AS ErrorMessage, input_tokens AS InputTokens, output_tokens AS OutputTokens,
  total_cost_usd AS TotalCostUsd, bottleneck_info AS BottleneckInfo
FROM executions WHERE id = @Id

-- name: ListStoredSteps
SELECT step_id AS StepId, seq AS Seq, state AS State, status AS Status, attempts AS Attempts
FROM steps WHERE execution = (SELECT number FROM executions WHERE id = @Id) ORDER BY seq, step_id

-- name: QueuePosition
-- Workflows take turns: before it begin those of its own workflow that came earlier, and as many of each other one.
WITH places AS (
  SELECT number, id, row_number() OVER (PARTITION BY workflow_id ORDER BY number) AS place FROM executions WHERE status = 'queued'
)
SELECT (SELECT count(*) FROM places WHERE place < mine.place OR (place = mine.place AND number <= mine.number))
FROM places AS mine WHERE mine.id = @Id

-- name: ReadAverages
-- Of the newest executions that completed. The cost of one with an unknown price is unknown, and then so is the average.
SELECT count(*) AS Count, avg(total_tokens) AS Tokens, CASE WHEN count(total_cost_usd) = count(*) THEN avg(total_cost_usd) END AS CostUsd,
  avg(duration_seconds) AS Seconds
FROM (SELECT total_tokens, total_cost_usd, duration_seconds FROM executions
  WHERE workflow_id = @WorkflowId AND status = 'completed' AND run_mode = 'full' ORDER BY id DESC LIMIT 50) AS newest

-- name: ListHeldBelow
-- Sub-workflows of an execution, and theirs, that a budget holds.
WITH RECURSIVE family (id) AS (
  SELECT id FROM executions WHERE parent_id = @Id
  UNION
  SELECT e.id FROM executions e JOIN family ON e.parent_id = family.id
)
SELECT e.id FROM family JOIN executions e ON e.id = family.id WHERE e.status = 'budget_exceeded'

-- name: CountActive
SELECT status AS Status, count(*) AS Count FROM executions
WHERE status NOT IN ('completed', 'failed', 'cancelled', 'timed_out') GROUP BY status

-- name: Remember
-- Asked again it is as young as ever: retention takes what nobody asked for a long time.
INSERT INTO idempotency_keys (scope, key, body_hash, execution_id, created_at) VALUES (@Scope, @Key, @BodyHash, @ExecutionId, @Now)
ON CONFLICT (scope, key) DO UPDATE SET created_at = excluded.created_at

-- name: Recall
SELECT body_hash AS BodyHash, execution_id AS ExecutionId FROM idempotency_keys WHERE scope = @Scope AND key = @Key

-- name: HasBegun
SELECT EXISTS (SELECT 1 FROM idempotency_keys k JOIN executions e ON e.id = k.execution_id WHERE k.scope = @Scope AND k.key = @Key)

-- name: CountQueued
SELECT count(*) FROM executions WHERE status = 'queued'

-- name: ReadChanges
-- A number that grows with every execution and every step that ended, read without a look into a table.
SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence('executions', 'number')::regclass), 0)
  + coalesce(pg_sequence_last_value(pg_get_serial_sequence('steps', 'rowid')::regclass), 0)
