-- name: ReadUsage
SELECT workflow_id AS WorkflowId, max(workflow_name) AS WorkflowName, substr(created_at, 1, 10) AS Day, max(id) AS NewestId, count(*) AS Executions,
  count(*) FILTER (WHERE status = 'completed') AS Completed, count(*) FILTER (WHERE status = 'failed') AS Failed,
  count(*) FILTER (WHERE status = 'timed_out') AS TimedOut, count(*) FILTER (WHERE status = 'cancelled') AS Cancelled,
  sum(input_tokens) AS InputTokens, sum(output_tokens) AS OutputTokens, sum(total_cost_usd) AS CostUsd,
  count(*) FILTER (WHERE total_cost_usd IS NULL) AS UnknownCosts, sum(duration_seconds) AS Seconds, count(duration_seconds) AS Ended
FROM executions
WHERE id >= @FromId AND id < @ToId
  AND (@WorkflowId IS NULL OR workflow_id = @WorkflowId)
  AND (@DeploymentId IS NULL OR deployment_id = @DeploymentId)
GROUP BY workflow_id, Day

-- name: ReadModels
-- Of the newest executions. What a fork copied lies in its first row and was paid for by its parent.
WITH newest AS (
  SELECT number FROM executions
  WHERE id >= @FromId AND id < @ToId AND total_tokens > 0
    AND (@WorkflowId IS NULL OR workflow_id = @WorkflowId)
    AND (@DeploymentId IS NULL OR deployment_id = @DeploymentId)
  ORDER BY id DESC LIMIT @Most
)
SELECT item.value ->> 'provider' AS Provider, item.value ->> 'model' AS Model, count(*) AS Calls,
  sum(item.value ->> 'input_tokens') AS InputTokens, sum(item.value ->> 'output_tokens') AS OutputTokens, sum(item.value ->> 'cost_usd') AS CostUsd,
  count(*) FILTER (WHERE item.value ->> 'cost_usd' IS NULL) AS UnknownCosts, avg(item.value ->> 'duration_seconds') AS Seconds
FROM newest JOIN journal j ON j.execution = newest.number, json_each(j.events) AS item
WHERE j.seq > 1 AND item.value ->> 'type' = 'model.replied'
GROUP BY Provider, Model

-- name: CountModelExecutions
SELECT count(*) FROM (
  SELECT 1 FROM executions
  WHERE id >= @FromId AND id < @ToId AND total_tokens > 0
    AND (@WorkflowId IS NULL OR workflow_id = @WorkflowId)
    AND (@DeploymentId IS NULL OR deployment_id = @DeploymentId)
  LIMIT @Most + 1
)
