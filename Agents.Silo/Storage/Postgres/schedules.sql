-- name: Get
SELECT s.id AS Id, s.name AS Name, s.workflow_id AS WorkflowId, s.version AS Version, s.deployment_id AS DeploymentId, s.cron AS Cron, s.interval_seconds AS IntervalSeconds,
  s.timezone AS Timezone, s.inputs AS Inputs, s.overlap AS Overlap, s.catch_up AS CatchUp, s.catch_up_limit AS CatchUpLimit, s.jitter_seconds AS JitterSeconds,
  s.status AS Status, s.paused_at AS PausedAt, s.pause_reason AS PauseReason, s.source AS Source, s.anchor_at AS AnchorAt, s.next_due_at AS NextDueAt,
  s.created_at AS CreatedAt, s.updated_at AS UpdatedAt
FROM schedules s WHERE s.id = @Id

-- name: List
SELECT s.id AS Id, s.name AS Name, s.workflow_id AS WorkflowId, s.version AS Version, s.deployment_id AS DeploymentId, s.cron AS Cron, s.interval_seconds AS IntervalSeconds,
  s.timezone AS Timezone, s.inputs AS Inputs, s.overlap AS Overlap, s.catch_up AS CatchUp, s.catch_up_limit AS CatchUpLimit, s.jitter_seconds AS JitterSeconds,
  s.status AS Status, s.paused_at AS PausedAt, s.pause_reason AS PauseReason, s.source AS Source, s.anchor_at AS AnchorAt, s.next_due_at AS NextDueAt,
  s.created_at AS CreatedAt, s.updated_at AS UpdatedAt
FROM schedules s
LEFT JOIN deployments d ON d.id = s.deployment_id
WHERE (@After::text IS NULL OR s.id > @After)
  AND (@WorkflowId::text IS NULL OR s.workflow_id = @WorkflowId OR d.workflow_id = @WorkflowId)
  AND (@DeploymentId::text IS NULL OR s.deployment_id = @DeploymentId)
ORDER BY s.id
LIMIT @Limit

-- name: Count
SELECT count(*)
FROM schedules s
LEFT JOIN deployments d ON d.id = s.deployment_id
WHERE (@WorkflowId::text IS NULL OR s.workflow_id = @WorkflowId OR d.workflow_id = @WorkflowId)
  AND (@DeploymentId::text IS NULL OR s.deployment_id = @DeploymentId)

-- name: Create
INSERT INTO schedules (id, name, workflow_id, version, deployment_id, cron, interval_seconds, timezone, inputs, overlap, catch_up, catch_up_limit, jitter_seconds,
  status, paused_at, pause_reason, source, anchor_at, next_due_at, fires_at, created_at, updated_at)
VALUES (@Id, @Name, @WorkflowId, @Version, @DeploymentId, @Cron, @IntervalSeconds, @Timezone, @Inputs, @Overlap, @CatchUp, @CatchUpLimit, @JitterSeconds,
  @Status, @PausedAt::timestamptz, @PauseReason, @Source, @AnchorAt, @NextDueAt::timestamptz, @FiresAt::timestamptz, @CreatedAt, @UpdatedAt)
ON CONFLICT (id) DO NOTHING

-- name: Change
UPDATE schedules SET
  name = @Name, cron = @Cron, interval_seconds = @IntervalSeconds, timezone = @Timezone, inputs = @Inputs, overlap = @Overlap, catch_up = @CatchUp,
  catch_up_limit = @CatchUpLimit, jitter_seconds = @JitterSeconds, status = @Status, paused_at = @PausedAt::timestamptz, pause_reason = @PauseReason,
  anchor_at = @AnchorAt, next_due_at = @NextDueAt::timestamptz, fires_at = @FiresAt::timestamptz, updated_at = @UpdatedAt
WHERE id = @Id

-- name: Move
UPDATE schedules SET next_due_at = @NextDueAt::timestamptz, fires_at = @FiresAt::timestamptz WHERE id = @Id

-- name: DeleteFirings
DELETE FROM schedule_firings WHERE schedule_id = @Id

-- name: Delete
DELETE FROM schedules WHERE id = @Id

-- name: Look
-- All that a look needs to know where nothing is to be done.
SELECT
  (SELECT min(fires_at) FROM schedules WHERE fires_at IS NOT NULL) AS FiresAt,
  (SELECT min(decided_at) FROM schedule_firings WHERE status = 'pending') AS PendingSince,
  (SELECT count(*) FROM (SELECT 1 FROM schedule_firings WHERE status = 'queued' LIMIT 1) q) AS Queued

-- name: ListDue
SELECT s.id AS Id, s.name AS Name, s.workflow_id AS WorkflowId, s.version AS Version, s.deployment_id AS DeploymentId, s.cron AS Cron, s.interval_seconds AS IntervalSeconds,
  s.timezone AS Timezone, s.inputs AS Inputs, s.overlap AS Overlap, s.catch_up AS CatchUp, s.catch_up_limit AS CatchUpLimit, s.jitter_seconds AS JitterSeconds,
  s.status AS Status, s.paused_at AS PausedAt, s.pause_reason AS PauseReason, s.source AS Source, s.anchor_at AS AnchorAt, s.next_due_at AS NextDueAt,
  s.created_at AS CreatedAt, s.updated_at AS UpdatedAt
FROM schedules s
WHERE s.fires_at <= @Now
ORDER BY s.fires_at, s.id
LIMIT @Limit

-- name: EndFirings
UPDATE schedule_firings SET status = 'ended'
WHERE schedule_id = @Id AND status = 'started' AND status IN ('pending', 'queued', 'started')
  AND NOT EXISTS (SELECT 1 FROM executions e WHERE e.id = execution_id AND e.status NOT IN ('completed', 'failed', 'cancelled', 'timed_out'))

-- name: CountOpen
SELECT count(*) AS Open, count(*) FILTER (WHERE status = 'queued') AS Waiting
FROM schedule_firings WHERE schedule_id = @Id AND status IN ('pending', 'queued', 'started')

-- name: InsertFiring
INSERT INTO schedule_firings (schedule_id, due_at, until_at, status, reason, execution_id, decided_at)
VALUES (@ScheduleId, @DueAt, @UntilAt::timestamptz, @Status, @Reason, @ExecutionId, @Now)
ON CONFLICT (schedule_id, due_at) DO NOTHING

-- name: ListPending
SELECT f.schedule_id AS ScheduleId, f.due_at AS DueAt, f.execution_id AS ExecutionId, s.workflow_id AS WorkflowId, s.version AS Version, s.deployment_id AS DeploymentId,
  s.inputs AS Inputs, s.overlap AS Overlap
FROM schedule_firings f JOIN schedules s ON s.id = f.schedule_id
WHERE f.status = 'pending' AND f.decided_at <= @Before
ORDER BY f.decided_at
LIMIT @Limit

-- name: ListWaiting
SELECT DISTINCT schedule_id FROM schedule_firings WHERE status = 'queued'

-- name: FirstWaiting
SELECT f.schedule_id AS ScheduleId, f.due_at AS DueAt, f.execution_id AS ExecutionId, s.workflow_id AS WorkflowId, s.version AS Version, s.deployment_id AS DeploymentId,
  s.inputs AS Inputs, s.overlap AS Overlap
FROM schedule_firings f JOIN schedules s ON s.id = f.schedule_id
WHERE f.schedule_id = @Id AND f.status = 'queued'
ORDER BY f.due_at
LIMIT 1

-- name: Promote
UPDATE schedule_firings SET status = 'pending', decided_at = @Now WHERE schedule_id = @ScheduleId AND due_at = @DueAt AND status = 'queued'

-- name: ListRunning
SELECT execution_id FROM schedule_firings WHERE schedule_id = @Id AND due_at <> @DueAt AND status = 'started' AND status IN ('pending', 'queued', 'started')

-- name: Settle
UPDATE schedule_firings SET status = @Status, reason = @Reason, detail = @Detail, started_at = @StartedAt::timestamptz
WHERE schedule_id = @ScheduleId AND due_at = @DueAt AND status = 'pending'

-- name: Restart
UPDATE schedule_firings SET decided_at = @Now WHERE schedule_id = @ScheduleId AND due_at = @DueAt AND status = 'pending' AND decided_at <= @Before

-- name: ListFirings
SELECT f.schedule_id AS ScheduleId, f.due_at AS DueAt, f.until_at AS UntilAt, CASE WHEN f.status = 'ended' THEN 'started' ELSE f.status END AS Status, f.reason AS Reason,
  f.detail AS Detail, f.execution_id AS ExecutionId, e.status AS ExecutionStatus, f.decided_at AS DecidedAt, f.started_at AS StartedAt
FROM schedule_firings f
LEFT JOIN executions e ON e.id = f.execution_id
WHERE f.schedule_id = @Id AND (@Before::timestamptz IS NULL OR f.due_at < @Before)
ORDER BY f.due_at DESC
LIMIT @Limit

-- name: ListIds
SELECT id FROM schedules WHERE id > @After ORDER BY id LIMIT @Limit

-- name: RemoveOldFirings
-- The newest are kept, and those that are not over.
DELETE FROM schedule_firings
WHERE schedule_id = @Id AND status IN ('ended', 'skipped', 'refused')
  AND due_at <= (SELECT due_at FROM schedule_firings WHERE schedule_id = @Id ORDER BY due_at DESC LIMIT 1 OFFSET @Kept)

-- name: ListDeclaredWithoutDeployment
SELECT s.id FROM schedules s
WHERE s.source = 'workflow' AND NOT EXISTS (SELECT 1 FROM deployments d WHERE d.id = s.deployment_id AND d.removed_at IS NULL)
