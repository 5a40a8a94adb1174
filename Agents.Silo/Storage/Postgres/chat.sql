-- name: Begin
INSERT INTO chat_sessions (session_id, user_identifier, created_at, updated_at, status) VALUES (@SessionId, @User, @Now, @Now, 'in_progress')

-- name: Get
SELECT session_id AS SessionId, user_identifier AS UserIdentifier, created_at AS CreatedAt, updated_at AS UpdatedAt, generated_config AS GeneratedConfig, status AS Status
FROM chat_sessions WHERE session_id = @SessionId

-- name: List
SELECT s.session_id AS SessionId, s.user_identifier AS UserIdentifier, s.created_at AS CreatedAt, s.updated_at AS UpdatedAt, s.status AS Status,
  (SELECT m.content FROM chat_messages m WHERE m.session_id = s.session_id AND m.role = 'user' ORDER BY m.id LIMIT 1) AS Title
FROM chat_sessions s
WHERE (CAST(@User AS text) IS NULL OR s.user_identifier = @User)
  AND (CAST(@AfterTime AS timestamptz) IS NULL OR s.updated_at < @AfterTime OR (s.updated_at = @AfterTime AND s.session_id < @AfterId))
ORDER BY s.updated_at DESC, s.session_id DESC LIMIT @Limit

-- name: Messages
SELECT id AS Id, role AS Role, content AS Content, created_at AS CreatedAt, message_metadata AS Metadata FROM chat_messages WHERE session_id = @SessionId AND id > @After ORDER BY id

-- name: Say
INSERT INTO chat_messages (session_id, role, content, created_at, message_metadata) VALUES (@SessionId, @Role, @Content, @Now, @Metadata) RETURNING id

-- name: Touch
UPDATE chat_sessions SET updated_at = @Now, status = COALESCE(CAST(@Status AS text), CASE status WHEN 'abandoned' THEN 'in_progress' ELSE status END), generated_config = COALESCE(CAST(@Config AS text), generated_config)
WHERE session_id = @SessionId

-- name: Abandon
UPDATE chat_sessions SET status = 'abandoned' WHERE status = 'in_progress' AND updated_at < @Before
