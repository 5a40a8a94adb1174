-- name: ListDue
SELECT id AS Id, target AS Target, event AS Event, trace_id AS TraceId, body AS Body, attempts AS Attempts, next_attempt_at AS NextAttemptAt
FROM outgoing_webhooks
WHERE status = 'pending' AND target = @Target AND next_attempt_at <= @Now
ORDER BY next_attempt_at, id
LIMIT @Limit

-- name: Claim
-- Written before the attempt: who dies in it has said when the next one is, and of two senders one has it.
UPDATE outgoing_webhooks SET attempts = attempts + 1, next_attempt_at = @NextAttemptAt
WHERE id = @Id AND status = 'pending' AND next_attempt_at = @SeenAt

-- name: Delete
DELETE FROM outgoing_webhooks WHERE id = @Id

-- name: Fail
UPDATE outgoing_webhooks SET status = @Status, next_attempt_at = @NextAttemptAt, error = @Error, died_at = @DiedAt::timestamptz
WHERE id = @Id AND status = 'pending'

-- name: ListDead
SELECT id AS Id, target AS Target, event AS Event, execution_id AS ExecutionId, status AS Status, attempts AS Attempts, error AS Error, created_at AS CreatedAt, died_at AS DiedAt
FROM outgoing_webhooks
WHERE status = 'dead' AND (@AfterTime::timestamptz IS NULL OR died_at < @AfterTime OR (died_at = @AfterTime AND id > @AfterId))
ORDER BY died_at DESC, id
LIMIT @Limit

-- name: CountDead
SELECT count(*) FROM outgoing_webhooks WHERE status = 'dead'

-- name: Revive
UPDATE outgoing_webhooks SET status = 'pending', attempts = 0, next_attempt_at = @Now, died_at = NULL
WHERE id = @Id AND status = 'dead'
RETURNING id AS Id, target AS Target, event AS Event, execution_id AS ExecutionId, status AS Status, attempts AS Attempts, error AS Error,
  created_at AS CreatedAt, died_at AS DiedAt
