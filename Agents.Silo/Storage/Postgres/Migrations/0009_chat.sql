-- Conversations that make workflows, and what was said in them.
CREATE TABLE chat_sessions (
  session_id       text COLLATE "C" PRIMARY KEY,
  user_identifier  text COLLATE "C" NOT NULL,
  created_at       timestamptz NOT NULL,
  updated_at       timestamptz NOT NULL,
  generated_config text,
  status           text NOT NULL CHECK (status IN ('in_progress', 'completed', 'abandoned'))
);

CREATE INDEX chat_sessions_by_time ON chat_sessions (updated_at, session_id);

CREATE TABLE chat_messages (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  session_id       text COLLATE "C" NOT NULL REFERENCES chat_sessions (session_id) ON DELETE CASCADE,
  role             text NOT NULL CHECK (role IN ('user', 'assistant')),
  content          text NOT NULL,
  created_at       timestamptz NOT NULL,
  message_metadata text
);

CREATE INDEX chat_messages_by_session ON chat_messages (session_id, id);
