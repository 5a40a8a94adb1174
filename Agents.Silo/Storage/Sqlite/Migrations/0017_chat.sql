-- Conversations that make workflows, and what was said in them.
CREATE TABLE chat_sessions (
  session_id       TEXT PRIMARY KEY,
  user_identifier  TEXT NOT NULL,
  created_at       TEXT NOT NULL,
  updated_at       TEXT NOT NULL,
  generated_config TEXT,
  status           TEXT NOT NULL CHECK (status IN ('in_progress', 'completed', 'abandoned'))
) WITHOUT ROWID;

CREATE INDEX chat_sessions_by_time ON chat_sessions (updated_at, session_id);

CREATE TABLE chat_messages (
  id               INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  session_id       TEXT NOT NULL REFERENCES chat_sessions (session_id) ON DELETE CASCADE,
  role             TEXT NOT NULL CHECK (role IN ('user', 'assistant')),
  content          TEXT NOT NULL,
  created_at       TEXT NOT NULL,
  message_metadata TEXT
);

CREATE INDEX chat_messages_by_session ON chat_messages (session_id, id);
