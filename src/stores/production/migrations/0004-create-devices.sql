-- Who may speak for a person (dialogue.md D-60). Tokens are kept as hashes only.

CREATE TABLE devices (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  -- What the user recognises the device by, made of the user agent.
  label text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz
);

CREATE INDEX idx_devices_user ON devices (user_id);

CREATE TABLE sessions (
  id uuid PRIMARY KEY,
  device_id uuid NOT NULL REFERENCES devices (id) ON DELETE CASCADE,
  user_id uuid NOT NULL,
  refresh_token_hash bytea NOT NULL UNIQUE,
  -- The token before the last exchange: its second use means that it was stolen.
  previous_refresh_token_hash bytea,
  created_at timestamptz NOT NULL DEFAULT now(),
  refreshed_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz
);

CREATE INDEX idx_sessions_device ON sessions (device_id);
CREATE INDEX idx_sessions_previous_token ON sessions (previous_refresh_token_hash);

CREATE TABLE link_codes (
  code_hash bytea PRIMARY KEY,
  user_id uuid NOT NULL,
  created_by_device_id uuid NOT NULL REFERENCES devices (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  used_by_device_id uuid
);

CREATE INDEX idx_link_codes_user ON link_codes (user_id);
