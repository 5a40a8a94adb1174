-- Queries that only SQLite needs.

-- name: ReadPosition
SELECT number, coalesce((SELECT last_seq FROM journal WHERE execution = number ORDER BY seq DESC LIMIT 1), 0) FROM executions WHERE id = ?1

-- name: ReadHighestNumber
SELECT coalesce(max(number), 0), 0 FROM executions
