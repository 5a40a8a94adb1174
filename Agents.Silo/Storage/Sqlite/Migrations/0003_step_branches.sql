-- Where a step ran: the path of its branch, NULL for the workflow's own states.
ALTER TABLE steps ADD COLUMN branch TEXT;

DROP VIEW execution_steps;

CREATE VIEW execution_steps AS
  SELECT e.id AS execution_id, s.step_id, s.seq, s.state, s.branch, s.visit, s.attempts, s.status, s.started_at, s.completed_at,
    s.input_tokens, s.output_tokens, s.cost_usd, s.error_message, s.state_data
  FROM steps s JOIN executions e ON e.number = s.execution;
