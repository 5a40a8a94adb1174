-- name: Previous
SELECT id AS Id, started_at AS StartedAt, ended_at AS EndedAt FROM session_state ORDER BY started_at DESC LIMIT 1

-- name: Begin
INSERT INTO session_state (id, started_at) VALUES (@Id, @Now) ON CONFLICT (id) DO NOTHING

-- name: End
UPDATE session_state SET ended_at = @Now WHERE id = @Id

-- name: Forget
-- A week of starts is enough to see a pattern.
DELETE FROM session_state WHERE ended_at IS NOT NULL AND started_at < @Before
