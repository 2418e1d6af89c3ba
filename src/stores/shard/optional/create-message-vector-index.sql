-- Deployment flag (user-data.md U8): off on the embedded database, where building it takes minutes.
-- The exact scan of one conversation is always right; this index serves conversations above 20,000 embedded messages.
CREATE INDEX IF NOT EXISTS idx_messages_embedding ON messages
  USING hnsw (embedding halfvec_cosine_ops) WITH (m = 16, ef_construction = 64)
  WHERE role = 'user' AND is_embeddable AND NOT is_forgotten AND embedding IS NOT NULL;
