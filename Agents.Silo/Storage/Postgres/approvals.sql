-- name: Find
SELECT id AS Id, execution_id AS ExecutionId, workflow_id AS WorkflowId, workflow_name AS WorkflowName, state AS State, status AS Status, title AS Title,
  message AS Message, payload AS Payload, editable AS Editable, approvers AS Approvers, quorum AS Quorum, votes AS Votes, delegations AS Delegations,
  requested_at AS RequestedAt, due_at AS DueAt, reminded_at AS RemindedAt, escalated_at AS EscalatedAt, decided_at AS DecidedAt
FROM approvals WHERE id = @Id

-- name: List
-- Oldest first: whoever has waited longest comes first. The cursor is the last row's time and id.
SELECT id AS Id, execution_id AS ExecutionId, workflow_id AS WorkflowId, workflow_name AS WorkflowName, state AS State, status AS Status, title AS Title,
  message AS Message, payload AS Payload, editable AS Editable, approvers AS Approvers, quorum AS Quorum, votes AS Votes, delegations AS Delegations,
  requested_at AS RequestedAt, due_at AS DueAt, reminded_at AS RemindedAt, escalated_at AS EscalatedAt, decided_at AS DecidedAt
FROM approvals
WHERE (@Status::text IS NULL OR status = @Status)
  AND (@ExecutionId::text IS NULL OR execution_id = @ExecutionId)
  AND (@Names::text IS NULL OR approvers = '[]' OR EXISTS (SELECT 1 FROM json_array_elements_text(approvers::json) AS approver (name) WHERE name IN (SELECT json_array_elements_text(@Names::json))))
  AND (@AfterTime::timestamptz IS NULL OR requested_at > @AfterTime OR (requested_at = @AfterTime AND id > @AfterId))
ORDER BY requested_at, id
LIMIT @Limit

-- name: Count
SELECT count(*)
FROM approvals
WHERE (@Status::text IS NULL OR status = @Status)
  AND (@ExecutionId::text IS NULL OR execution_id = @ExecutionId)
  AND (@Names::text IS NULL OR approvers = '[]' OR EXISTS (SELECT 1 FROM json_array_elements_text(approvers::json) AS approver (name) WHERE name IN (SELECT json_array_elements_text(@Names::json))))
