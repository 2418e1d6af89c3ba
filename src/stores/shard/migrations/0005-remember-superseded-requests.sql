-- Which requests a message belonged to before another one took it over (dialogue.md D-09): whoever asks for such a
-- request learns from the rows who answers it, also when the events are gone.
ALTER TABLE messages ADD COLUMN superseded_request_ids uuid[];
CREATE INDEX idx_messages_superseded ON messages (conversation_id) WHERE superseded_request_ids IS NOT NULL;
