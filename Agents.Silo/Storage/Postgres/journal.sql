-- The statements that write take the rows of a whole batch as arrays, one array per column; positions are those of SQLite's statements.

-- name: InsertExecution
-- The number is the database's to give. An id that is there already keeps its row: the fence refuses its append.
INSERT INTO executions (id, workflow_id, workflow_name, workflow_version, config_snapshot, status, trigger_type, triggered_by, trace_id, inputs,
  outputs, error_message, error, created_at, started_at, completed_at, duration_seconds, input_tokens, output_tokens, total_tokens, total_cost_usd, due_at)
SELECT * FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
  $12::text[], $13::text[], $14::text[], $15::timestamptz[], $16::timestamptz[], $17::timestamptz[], $18::float8[], $19::bigint[], $20::bigint[],
  $21::bigint[], $22::float8[], $23::timestamptz[])
ON CONFLICT (id) DO NOTHING

-- name: InsertEvents
-- The fence. An append is taken where the journal ends right before it, as this statement sees it; of two that see the same end, the primary key
-- lets the first one in. Gives the place in the batch and the execution's number of those that were taken.
WITH given AS (
  SELECT place, seq, last_seq, events, (SELECT number FROM executions WHERE executions.id = batch.id) AS execution
  FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[]) WITH ORDINALITY AS batch (id, seq, last_seq, events, place)
), taken AS (
  INSERT INTO journal (execution, seq, last_seq, events)
  SELECT execution, seq, last_seq, events FROM given
  WHERE execution IS NOT NULL
    AND seq = 1 + coalesce((SELECT last_seq FROM journal WHERE journal.execution = given.execution ORDER BY journal.seq DESC LIMIT 1), 0)
  ON CONFLICT (execution, seq) DO NOTHING
  RETURNING execution
)
SELECT given.place, given.execution FROM taken JOIN given USING (execution)

-- name: UpdateExecution
UPDATE executions
SET status = row.status, outputs = row.outputs, error_message = row.error_message, error = row.error, started_at = row.started_at,
  completed_at = row.completed_at, duration_seconds = row.duration_seconds, input_tokens = row.input_tokens, output_tokens = row.output_tokens,
  total_tokens = row.total_tokens, total_cost_usd = row.total_cost_usd, due_at = row.due_at,
  bottleneck_info = row.bottleneck_info
FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::float8[], $9::bigint[], $10::bigint[],
  $11::bigint[], $12::float8[], $13::timestamptz[], $14::text[])
  AS row (number, status, outputs, error_message, error, started_at, completed_at, duration_seconds, input_tokens, output_tokens, total_tokens, total_cost_usd,
    due_at, bottleneck_info)
WHERE executions.number = row.number

-- name: InsertStep
INSERT INTO steps (execution, step_id, seq, state, visit, attempts, status, started_at, completed_at, input_tokens, output_tokens,
  cost_usd, error_message, state_data, branch)
SELECT * FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[], $7::text[], $8::timestamptz[], $9::timestamptz[],
  $10::bigint[], $11::bigint[], $12::float8[], $13::text[], $14::text[], $15::text[])

-- name: InsertBlob
-- One that is there is locked, so that retention does not take it away before its use is recorded; in the order of hashes, so that two writers never wait for each other.
INSERT INTO blobs (hash, data)
SELECT DISTINCT ON (hash) hash, data FROM unnest($1::text[], $2::bytea[]) AS row (hash, data) ORDER BY hash
ON CONFLICT (hash) DO UPDATE SET hash = excluded.hash

-- name: InsertBlobUse
INSERT INTO blob_uses (execution, hash) SELECT * FROM unnest($1::bigint[], $2::text[]) ON CONFLICT (execution, hash) DO NOTHING

-- name: ReadEvents
SELECT seq, events FROM journal
WHERE execution = (SELECT number FROM executions WHERE id = @ExecutionId) AND last_seq > @AfterSeq
ORDER BY seq LIMIT @Limit

-- name: ReadBlob
SELECT data FROM blobs WHERE hash = @Hash

-- name: UpsertApproval
INSERT INTO approvals (id, execution_id, workflow_id, workflow_name, state, status, title, message, payload, editable, approvers, quorum, votes, delegations,
  requested_at, due_at, reminded_at, escalated_at, decided_at)
SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::bigint[], $11::text[],
  $12::bigint[], $13::text[], $14::text[], $15::timestamptz[], $16::timestamptz[], $17::timestamptz[], $18::timestamptz[], $19::timestamptz[])
ON CONFLICT (id) DO UPDATE SET
  status = excluded.status, approvers = excluded.approvers, votes = excluded.votes, delegations = excluded.delegations, reminded_at = excluded.reminded_at,
  escalated_at = excluded.escalated_at, decided_at = excluded.decided_at

-- name: InsertFork
INSERT INTO execution_forks (execution_id, forked_from, at_seq, reused_steps, reused_tokens, reused_cost_usd)
SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::float8[])

-- name: MarkTestRun
UPDATE executions SET run_mode = 'test_run' WHERE id = ANY($1::text[])

-- name: LinkParent
UPDATE executions SET parent_id = row.parent_id
FROM unnest($1::text[], $2::text[]) AS row (id, parent_id)
WHERE executions.id = row.id

-- name: LinkDeployment
UPDATE executions SET deployment_id = row.deployment_id
FROM unnest($1::text[], $2::text[]) AS row (id, deployment_id)
WHERE executions.id = row.id

-- name: MakeDue
-- Somebody must look at these executions at once, also where they sleep.
UPDATE executions SET due_at = row.due_at
FROM unnest($1::text[], $2::timestamptz[]) AS row (id, due_at)
WHERE executions.id = row.id AND executions.due_at IS NOT NULL

-- name: ListAwake
-- What runs: executions that sleep are woken when their time comes.
SELECT id FROM executions
WHERE status NOT IN ('completed', 'failed', 'cancelled', 'timed_out') AND due_at IS NULL AND id > @After ORDER BY id LIMIT @Limit

-- name: ListQueued
SELECT number AS Number, id AS Id, workflow_id AS WorkflowId FROM executions
WHERE status = 'queued' AND number > @After ORDER BY number LIMIT @Limit

-- name: ListDue
SELECT id AS Id, due_at AS DueAt FROM executions
WHERE due_at IS NOT NULL AND due_at <= @Now AND (due_at > @AfterTime OR (due_at = @AfterTime AND id > @AfterId))
ORDER BY due_at, id LIMIT @Limit

-- name: InsertWebhook
INSERT INTO outgoing_webhooks (id, target, event, execution_id, trace_id, body, status, attempts, next_attempt_at, created_at)
SELECT id, target, event, execution_id, trace_id, body, 'pending', 0, at, at
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[]) AS row (id, target, event, execution_id, trace_id, body, at)

-- name: ForgetSecrets
DELETE FROM execution_secrets WHERE execution_id IN (SELECT unnest($1::text[]))
