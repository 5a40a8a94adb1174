-- name: InsertEvents
INSERT INTO journal (execution, seq, last_seq, events) VALUES (?1, ?2, ?3, ?4)

-- name: InsertExecution
INSERT INTO executions (number, id, workflow_id, workflow_name, workflow_version, config_snapshot, status, trigger_type, triggered_by, trace_id, inputs,
  outputs, error_message, error, created_at, started_at, completed_at, duration_seconds, input_tokens, output_tokens, total_tokens, total_cost_usd,
  due_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)

-- name: UpdateExecution
UPDATE executions
SET status = ?2, outputs = ?3, error_message = ?4, error = ?5, started_at = ?6, completed_at = ?7, duration_seconds = ?8,
  input_tokens = ?9, output_tokens = ?10, total_tokens = ?11, total_cost_usd = ?12, due_at = ?13, bottleneck_info = ?14
WHERE number = ?1

-- name: InsertStep
INSERT INTO steps (execution, step_id, seq, state, visit, attempts, status, started_at, completed_at, input_tokens, output_tokens,
  cost_usd, error_message, state_data, branch)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)

-- name: InsertBlob
INSERT INTO blobs (hash, data) VALUES (?1, ?2) ON CONFLICT (hash) DO NOTHING

-- name: InsertBlobUse
INSERT INTO blob_uses (execution, hash) VALUES (?1, ?2) ON CONFLICT (execution, hash) DO NOTHING

-- name: ReadEvents
SELECT seq, events FROM journal
WHERE execution = (SELECT number FROM executions WHERE id = @ExecutionId) AND last_seq > @AfterSeq
ORDER BY seq LIMIT @Limit

-- name: ReadBlob
SELECT data FROM blobs WHERE hash = @Hash

-- name: UpsertApproval
INSERT INTO approvals (id, execution_id, workflow_id, workflow_name, state, status, title, message, payload, editable, approvers, quorum, votes, delegations,
  requested_at, due_at, reminded_at, escalated_at, decided_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
ON CONFLICT (id) DO UPDATE SET
  status = excluded.status, approvers = excluded.approvers, votes = excluded.votes, delegations = excluded.delegations, reminded_at = excluded.reminded_at,
  escalated_at = excluded.escalated_at, decided_at = excluded.decided_at

-- name: InsertFork
INSERT INTO execution_forks (execution_id, forked_from, at_seq, reused_steps, reused_tokens, reused_cost_usd) VALUES (?1, ?2, ?3, ?4, ?5, ?6)

-- name: MarkTestRun
UPDATE executions SET run_mode = 'test_run' WHERE id = ?1

-- name: LinkParent
UPDATE executions SET parent_id = ?2 WHERE id = ?1

-- name: LinkDeployment
UPDATE executions SET deployment_id = ?2 WHERE id = ?1

-- name: MakeDue
-- Somebody must look at this execution at once, also where it sleeps.
UPDATE executions SET due_at = ?2 WHERE id = ?1 AND due_at IS NOT NULL

-- name: ListAwake
-- What runs, and what an older version left: executions that sleep are woken when their time comes.
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
VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'pending', 0, ?7, ?7)

-- name: ForgetSecrets
DELETE FROM execution_secrets WHERE execution_id = ?1
