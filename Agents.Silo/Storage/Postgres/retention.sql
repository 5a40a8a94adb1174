-- name: Read
SELECT days AS Days, next_run_at AS NextRunAt, last_run_at AS LastRunAt, last_removed AS LastRemoved, last_removed_bytes AS LastRemovedBytes,
  total_removed AS TotalRemoved, total_removed_bytes AS TotalRemovedBytes
FROM retention

-- name: ListOwn
-- Deployments that say themselves how long; one that was removed goes on saying it.
SELECT id AS Id, retention_days AS Days FROM deployments WHERE retention_days > 0 ORDER BY id

-- name: SetDays
-- Who shortens it need not wait for the next run.
UPDATE retention SET days = @Days, next_run_at = @Now

-- name: Claim
-- Of several silos that see that it is time, one runs.
UPDATE retention SET next_run_at = @NextRunAt, last_run_at = @Now, last_removed = 0, last_removed_bytes = 0 WHERE next_run_at <= @Due

-- name: ListExpired
-- An ended execution is kept while its parent or a child or one that repeats it is not over, and while a message about it is owed.
-- Ids begin with the time: what is too young by its id is not even looked at.
SELECT number AS Number, id AS Id FROM executions e
WHERE id > @After AND id < @YoungestId AND completed_at < @Before AND status IN ('completed', 'failed', 'cancelled', 'timed_out')
  AND (e.deployment_id IS NULL OR NOT EXISTS (SELECT 1 FROM deployments d WHERE d.id = e.deployment_id AND d.retention_days IS NOT NULL))
  AND NOT EXISTS (SELECT 1 FROM executions parent WHERE parent.id = e.parent_id AND parent.completed_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM executions child WHERE child.parent_id = e.id AND child.completed_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM execution_forks f JOIN executions r ON r.id = f.execution_id WHERE f.forked_from = e.id AND r.completed_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM outgoing_webhooks w WHERE w.status = 'pending' AND w.execution_id = e.id)
ORDER BY id LIMIT @Limit

-- name: ListExpiredOf
-- The same of one deployment.
SELECT number AS Number, id AS Id FROM executions e
WHERE deployment_id = @DeploymentId AND id > @After AND id < @YoungestId AND completed_at < @Before AND status IN ('completed', 'failed', 'cancelled', 'timed_out')
  AND NOT EXISTS (SELECT 1 FROM executions parent WHERE parent.id = e.parent_id AND parent.completed_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM executions child WHERE child.parent_id = e.id AND child.completed_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM execution_forks f JOIN executions r ON r.id = f.execution_id WHERE f.forked_from = e.id AND r.completed_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM outgoing_webhooks w WHERE w.status = 'pending' AND w.execution_id = e.id)
ORDER BY id LIMIT @Limit

-- name: Measure
SELECT coalesce((SELECT sum(octet_length(events)) FROM journal WHERE execution IN (SELECT json_array_elements_text(@Numbers::json)::bigint)), 0)
  + coalesce((SELECT sum(octet_length(state_data)) FROM steps WHERE execution IN (SELECT json_array_elements_text(@Numbers::json)::bigint)), 0)
  + coalesce((SELECT sum(octet_length(inputs) + coalesce(octet_length(outputs), 0)) FROM executions WHERE number IN (SELECT json_array_elements_text(@Numbers::json)::bigint)), 0)

-- name: ListBlobs
-- Locked first: a writer that refers to one of them is waited for, and the next statement sees what it wrote.
SELECT hash FROM blobs WHERE hash IN (SELECT hash FROM blob_uses WHERE execution IN (SELECT json_array_elements_text(@Numbers::json)::bigint)) ORDER BY hash FOR UPDATE

-- name: ForgetUses
DELETE FROM blob_uses WHERE execution IN (SELECT json_array_elements_text(@Numbers::json)::bigint)

-- name: MeasureBlobs
SELECT coalesce(sum(octet_length(data)), 0) FROM blobs
WHERE hash IN (SELECT json_array_elements_text(@Hashes::json)) AND NOT EXISTS (SELECT 1 FROM blob_uses u WHERE u.hash = blobs.hash)

-- name: RemoveBlobs
DELETE FROM blobs
WHERE hash IN (SELECT json_array_elements_text(@Hashes::json)) AND NOT EXISTS (SELECT 1 FROM blob_uses u WHERE u.hash = blobs.hash)

-- name: RemoveJournals
DELETE FROM journal WHERE execution IN (SELECT json_array_elements_text(@Numbers::json)::bigint)

-- name: RemoveSteps
DELETE FROM steps WHERE execution IN (SELECT json_array_elements_text(@Numbers::json)::bigint)

-- name: RemoveApprovals
DELETE FROM approvals WHERE execution_id IN (SELECT json_array_elements_text(@Ids::json))

-- name: RemoveForks
DELETE FROM execution_forks WHERE execution_id IN (SELECT json_array_elements_text(@Ids::json))

-- name: RemoveKeys
DELETE FROM idempotency_keys WHERE execution_id IN (SELECT json_array_elements_text(@Ids::json))

-- name: ListUnusedKeys
-- Keys whose executions were never recorded: whoever asked for one gave up.
SELECT scope AS Scope, key AS Key, execution_id AS ExecutionId FROM idempotency_keys k
WHERE execution_id > @After AND execution_id < @YoungestId AND created_at < @Before AND NOT EXISTS (SELECT 1 FROM executions e WHERE e.id = k.execution_id)
ORDER BY execution_id LIMIT @Limit

-- name: RemoveUnusedKey
DELETE FROM idempotency_keys
WHERE scope = @Scope AND key = @Key AND created_at < @Before AND NOT EXISTS (SELECT 1 FROM executions e WHERE e.id = idempotency_keys.execution_id)

-- name: RemoveWebhooks
DELETE FROM outgoing_webhooks WHERE execution_id IN (SELECT json_array_elements_text(@Ids::json)) AND status = 'dead'

-- name: RemoveBudgets
DELETE FROM grain_state WHERE grain_id IN (SELECT 'familybudget/' || json_array_elements_text(@Ids::json))

-- name: RemoveExecutions
DELETE FROM executions WHERE number IN (SELECT json_array_elements_text(@Numbers::json)::bigint)

-- name: Count
UPDATE retention SET last_removed = last_removed + @Removed, last_removed_bytes = last_removed_bytes + @Bytes,
  total_removed = total_removed + @Removed, total_removed_bytes = total_removed_bytes + @Bytes

-- name: ReadSize
SELECT pg_database_size(current_database()) AS SizeBytes, NULL::bigint AS FreeBytes

-- name: ListPresent
SELECT id FROM executions WHERE id IN (SELECT json_array_elements_text(@Ids::json))
