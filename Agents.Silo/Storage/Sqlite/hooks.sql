-- name: Get
SELECT name AS Name, scheme AS Scheme, workflow_id AS WorkflowId, version AS Version, deployment_id AS DeploymentId, secret AS Secret, verify_secret AS VerifySecret,
  inputs AS Inputs, tolerance_seconds AS ToleranceSeconds, created_at AS CreatedAt
FROM workflow_registrations WHERE name = @Name

-- name: List
SELECT name AS Name, scheme AS Scheme, workflow_id AS WorkflowId, version AS Version, deployment_id AS DeploymentId, secret AS Secret, verify_secret AS VerifySecret,
  inputs AS Inputs, tolerance_seconds AS ToleranceSeconds, created_at AS CreatedAt
FROM workflow_registrations
WHERE (@After IS NULL OR name > @After)
ORDER BY name
LIMIT @Limit

-- name: Create
INSERT INTO workflow_registrations (name, scheme, workflow_id, version, deployment_id, secret, verify_secret, inputs, tolerance_seconds, created_at)
VALUES (@Name, @Scheme, @WorkflowId, @Version, @DeploymentId, @Secret, @VerifySecret, @Inputs, @ToleranceSeconds, @CreatedAt)
ON CONFLICT (name) DO NOTHING

-- name: Delete
DELETE FROM workflow_registrations WHERE name = @Name

-- name: DeleteEvents
DELETE FROM webhook_events WHERE name = @Name

-- name: InsertEvent
INSERT INTO webhook_events (id, name, event_id, event_type, body, status, execution_id, replay_of, received_at, tried_at)
VALUES (@Id, @Name, @EventId, @EventType, @Body, 'received', @ExecutionId, @ReplayOf, @ReceivedAt, @ReceivedAt)
ON CONFLICT (name, event_id) DO NOTHING

-- name: GetEvent
SELECT id AS Id, name AS Name, event_id AS EventId, event_type AS EventType, body AS Body, status AS Status, detail AS Detail, execution_id AS ExecutionId, replay_of AS ReplayOf,
  received_at AS ReceivedAt
FROM webhook_events WHERE id = @Id

-- name: FindEvent
SELECT id AS Id, name AS Name, event_id AS EventId, event_type AS EventType, body AS Body, status AS Status, detail AS Detail, execution_id AS ExecutionId, replay_of AS ReplayOf,
  received_at AS ReceivedAt
FROM webhook_events WHERE name = @Name AND event_id = @EventId

-- name: SettleEvent
UPDATE webhook_events SET status = @Status, detail = @Detail WHERE id = @Id AND status <> 'started'

-- name: ListLeft
SELECT id AS Id, name AS Name, event_id AS EventId, event_type AS EventType, body AS Body, status AS Status, detail AS Detail, execution_id AS ExecutionId, replay_of AS ReplayOf,
  received_at AS ReceivedAt
FROM webhook_events WHERE status = 'received' AND tried_at <= @Before
ORDER BY tried_at
LIMIT @Limit

-- name: TryAgain
UPDATE webhook_events SET tried_at = @Now WHERE id = @Id AND status = 'received' AND tried_at <= @Before

-- name: ListEvents
SELECT v.id AS Id, v.name AS Name, v.event_id AS EventId, v.event_type AS EventType, v.status AS Status, v.detail AS Detail, v.execution_id AS ExecutionId,
  e.status AS ExecutionStatus, v.replay_of AS ReplayOf, v.received_at AS ReceivedAt
FROM webhook_events v LEFT JOIN executions e ON e.id = v.execution_id
WHERE (@Name IS NULL OR v.name = @Name) AND (@Before IS NULL OR v.id < @Before)
ORDER BY v.id DESC
LIMIT @Limit

-- name: RemoveOldEvents
DELETE FROM webhook_events WHERE received_at < @Before AND status <> 'received'
