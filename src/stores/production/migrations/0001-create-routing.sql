-- Which shard holds a person, and what was erased (user-data.md 4, 14, 15). Untouched by any restore of a shard.

CREATE TABLE shards (
  shard_id integer PRIMARY KEY,
  -- The connection string comes from the configuration by this name, never from the table.
  endpoint_name text NOT NULL UNIQUE,
  state varchar(10) NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'draining', 'closed')),
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE routing_table (
  user_id uuid PRIMARY KEY,
  shard_id integer NOT NULL REFERENCES shards (shard_id),
  status varchar(10) NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'migrating', 'erased')),
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_routing_shard ON routing_table (shard_id, status);

CREATE TABLE deleted_messages_registry (
  operation_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  -- The nil id for entries of a whole account.
  message_id uuid NOT NULL,
  user_id uuid NOT NULL,
  shard_id integer NOT NULL,
  kind varchar(10) NOT NULL CHECK (kind IN ('soft', 'undo', 'hard', 'account')),
  scope varchar(10) NOT NULL DEFAULT 'memory' CHECK (scope IN ('memory', 'artefact')),
  status varchar(10) NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'applied')),
  deleted_at timestamptz NOT NULL DEFAULT now(),
  applied_at timestamptz,
  PRIMARY KEY (operation_id, conversation_id, message_id)
);

CREATE INDEX idx_registry_shard_status ON deleted_messages_registry (shard_id, status);
CREATE INDEX idx_registry_message ON deleted_messages_registry (conversation_id, message_id, deleted_at DESC);
CREATE INDEX idx_registry_user ON deleted_messages_registry (user_id);
