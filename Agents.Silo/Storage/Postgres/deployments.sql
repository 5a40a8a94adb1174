-- name: Get
SELECT d.id AS Id, d.name AS Name, d.kind AS Kind, d.status AS Status, d.status_reason AS StatusReason, d.workflow_id AS WorkflowId, d.workflow_name AS WorkflowName,
  d.endpoint_path AS EndpointPath, d.host AS Host, d.port AS Port, d.capabilities AS Capabilities, d.metadata AS Metadata, d.ttl_seconds AS TtlSeconds,
  d.last_heartbeat AS LastHeartbeat, d.expired_at AS ExpiredAt, d.created_at AS CreatedAt, d.updated_at AS UpdatedAt,
  d.budget AS Budget, d.retention_days AS RetentionDays, d.limits AS Traffic,
  p.version AS Version, p.previous_version AS PreviousVersion, c.version AS CanaryVersion, c.share AS CanaryShare
FROM deployments d
LEFT JOIN deployment_aliases p ON p.deployment_id = d.id AND p.alias = 'prod'
LEFT JOIN deployment_aliases c ON c.deployment_id = d.id AND c.alias = 'canary'
WHERE d.removed_at IS NULL AND d.id = @Id

-- name: GetByPath
SELECT id FROM deployments WHERE removed_at IS NULL AND endpoint_path = @EndpointPath

-- name: List
SELECT d.id AS Id, d.name AS Name, d.kind AS Kind, d.status AS Status, d.status_reason AS StatusReason, d.workflow_id AS WorkflowId, d.workflow_name AS WorkflowName,
  d.endpoint_path AS EndpointPath, d.host AS Host, d.port AS Port, d.capabilities AS Capabilities, d.metadata AS Metadata, d.ttl_seconds AS TtlSeconds,
  d.last_heartbeat AS LastHeartbeat, d.expired_at AS ExpiredAt, d.created_at AS CreatedAt, d.updated_at AS UpdatedAt,
  d.budget AS Budget, d.retention_days AS RetentionDays, d.limits AS Traffic,
  p.version AS Version, p.previous_version AS PreviousVersion, c.version AS CanaryVersion, c.share AS CanaryShare
FROM deployments d
LEFT JOIN deployment_aliases p ON p.deployment_id = d.id AND p.alias = 'prod'
LEFT JOIN deployment_aliases c ON c.deployment_id = d.id AND c.alias = 'canary'
WHERE d.removed_at IS NULL
  AND (@After::text IS NULL OR d.id > @After)
  AND (@WorkflowId::text IS NULL OR d.workflow_id = @WorkflowId)
  AND (@Kind::text IS NULL OR d.kind = @Kind)
  AND (@Pattern::text IS NULL OR d.id ILIKE @Pattern ESCAPE '\' OR d.name ILIKE @Pattern ESCAPE '\' OR d.endpoint_path ILIKE @Pattern ESCAPE '\')
ORDER BY d.id
LIMIT @Limit

-- name: ListRoutes
SELECT id AS Id, endpoint_path AS EndpointPath, limits AS Traffic FROM deployments WHERE removed_at IS NULL AND kind = 'endpoint' ORDER BY id

-- name: ListContainers
SELECT id AS Id, host AS Host, port AS Port FROM deployments WHERE removed_at IS NULL AND kind = 'container' ORDER BY id

-- name: Count
SELECT count(*) FROM deployments
WHERE removed_at IS NULL AND (@WorkflowId::text IS NULL OR workflow_id = @WorkflowId) AND (@Kind::text IS NULL OR kind = @Kind)
  AND (@Pattern::text IS NULL OR id ILIKE @Pattern ESCAPE '\' OR name ILIKE @Pattern ESCAPE '\' OR endpoint_path ILIKE @Pattern ESCAPE '\')

-- name: Create
-- One that was removed begins anew under its old id, with the executions that it had.
INSERT INTO deployments (id, name, kind, status, workflow_id, workflow_name, endpoint_path, budget, retention_days, created_at, updated_at)
VALUES (@Id, @Name, 'endpoint', 'active', @WorkflowId, @WorkflowName, @EndpointPath, @Budget, @RetentionDays, @Now, @Now)
ON CONFLICT (id) DO UPDATE SET
  name = excluded.name, kind = excluded.kind, status = excluded.status, status_reason = NULL, workflow_id = excluded.workflow_id,
  workflow_name = excluded.workflow_name, endpoint_path = excluded.endpoint_path, host = NULL, port = NULL, capabilities = '[]', metadata = '{}',
  last_heartbeat = NULL, expired_at = NULL, budget = excluded.budget, retention_days = excluded.retention_days, limits = NULL, created_at = excluded.created_at, updated_at = excluded.updated_at, removed_at = NULL
WHERE deployments.removed_at IS NOT NULL

-- name: Register
-- Registering again is telling where it is now.
INSERT INTO deployments (id, name, kind, status, workflow_name, host, port, capabilities, metadata, ttl_seconds, last_heartbeat, created_at, updated_at)
VALUES (@Id, @Name, @Kind, 'active', @WorkflowName, @Host, @Port, @Capabilities, @Metadata, @TtlSeconds, @Now, @Now, @Now)
ON CONFLICT (id) DO UPDATE SET
  name = excluded.name,
  kind = excluded.kind,
  status = CASE WHEN deployments.removed_at IS NULL THEN deployments.status ELSE excluded.status END,
  status_reason = CASE WHEN deployments.removed_at IS NULL THEN deployments.status_reason END,
  created_at = CASE WHEN deployments.removed_at IS NULL THEN deployments.created_at ELSE excluded.created_at END,
  budget = '{}', retention_days = CASE WHEN deployments.removed_at IS NULL THEN deployments.retention_days END,
  workflow_id = NULL, workflow_name = excluded.workflow_name, endpoint_path = NULL, host = excluded.host, port = excluded.port,
  capabilities = excluded.capabilities, metadata = excluded.metadata, ttl_seconds = excluded.ttl_seconds, last_heartbeat = excluded.last_heartbeat,
  expired_at = NULL, updated_at = excluded.updated_at, removed_at = NULL
WHERE deployments.removed_at IS NOT NULL OR deployments.kind <> 'endpoint'

-- name: Change
UPDATE deployments SET
  name = coalesce(@Name::text, name), endpoint_path = coalesce(@EndpointPath::text, endpoint_path), status = coalesce(@Status::text, status),
  status_reason = CASE WHEN @Status::text IS NULL THEN status_reason ELSE @Reason::text END,
  budget = coalesce(@Budget::text, budget), retention_days = CASE WHEN @SetsRetention = 1 THEN @RetentionDays::bigint ELSE retention_days END, limits = coalesce(@Traffic, limits), updated_at = @Now
WHERE id = @Id AND removed_at IS NULL

-- name: Remove
UPDATE deployments SET removed_at = @Now, updated_at = @Now WHERE id = @Id AND removed_at IS NULL

-- name: RemoveAliases
DELETE FROM deployment_aliases WHERE deployment_id = @Id

-- name: SetVersion
-- Setting what is set already keeps what a rollback goes back to.
INSERT INTO deployment_aliases (deployment_id, alias, version) VALUES (@Id, 'prod', @Version)
ON CONFLICT (deployment_id, alias) DO UPDATE SET
  previous_version = CASE WHEN deployment_aliases.version = excluded.version THEN deployment_aliases.previous_version ELSE deployment_aliases.version END,
  version = excluded.version

-- name: SetCanary
INSERT INTO deployment_aliases (deployment_id, alias, version, share) VALUES (@Id, 'canary', @Version, @Share)
ON CONFLICT (deployment_id, alias) DO UPDATE SET version = excluded.version, share = excluded.share

-- name: RemoveCanary
DELETE FROM deployment_aliases WHERE deployment_id = @Id AND alias = 'canary'

-- name: SwapVersions
-- Done twice it is undone.
UPDATE deployment_aliases SET version = previous_version, previous_version = version
WHERE deployment_id = @Id AND alias = 'prod' AND previous_version IS NOT NULL

-- name: Touch
UPDATE deployments SET updated_at = @Now WHERE id = @Id AND removed_at IS NULL

-- name: Beat
-- An older beat that comes late takes nothing back.
UPDATE deployments SET last_heartbeat = @At, expired_at = NULL
WHERE id = @Id AND removed_at IS NULL AND kind <> 'endpoint' AND (last_heartbeat IS NULL OR last_heartbeat < @At)

-- name: Expire
UPDATE deployments SET expired_at = @Now
WHERE id = @Id AND removed_at IS NULL AND expired_at IS NULL AND last_heartbeat <= @Before

-- name: ListSilent
SELECT id FROM deployments
WHERE removed_at IS NULL AND kind <> 'endpoint' AND last_heartbeat + ttl_seconds * interval '1 second' < @Now ORDER BY id

-- name: RemoveSilent
-- Only where nothing was heard of it since it was looked at.
UPDATE deployments SET removed_at = @Now, updated_at = @Now
WHERE id = @Id AND removed_at IS NULL AND kind <> 'endpoint' AND last_heartbeat + ttl_seconds * interval '1 second' < @Now

-- name: ReadUse
SELECT count(*) AS Executions, max(id) AS LastId FROM executions WHERE deployment_id = @Id

-- name: ReadLast
SELECT created_at FROM executions WHERE id = @Id

-- name: RevokeKeys
-- One that comes back under the same id does not bring its callers back.
UPDATE api_keys SET revoked_at = @Now WHERE deployment_id = @Id AND revoked_at IS NULL

-- name: CountStandings
-- As each one stands when it is read: what somebody set, and whether what it needs is there.
SELECT count(*) AS Total, count(*) FILTER (WHERE status = 'active' AND NOT is_dead AND NOT is_failing AND NOT is_disabled) AS Active,
  count(*) FILTER (WHERE is_dead) AS Dead, count(*) FILTER (WHERE is_failing) AS Failing,
  max(updated_at) AS ChangedAt, max(last_heartbeat) AS LastHeartbeat
FROM (
  SELECT d.status, d.updated_at, d.last_heartbeat, (d.kind <> 'endpoint' AND d.last_heartbeat + make_interval(secs => d.ttl_seconds) < @Now) AS is_dead,
    d.status = 'error' OR (d.status = 'active' AND d.kind = 'endpoint' AND w.id IS NULL) AS is_failing, coalesce(w.status = 'disabled', false) AS is_disabled
  FROM deployments d LEFT JOIN workflows w ON w.id = d.workflow_id AND w.removed_at IS NULL AND d.kind = 'endpoint'
  WHERE d.removed_at IS NULL
) AS standings
