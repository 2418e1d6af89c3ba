-- Rules as data: changed without a release (knowledge.md 3.8, 3.9).

CREATE TABLE instant_patterns (
  id serial PRIMARY KEY,
  kind varchar(10) NOT NULL DEFAULT 'extract' CHECK (kind IN ('extract', 'correct')),
  knowledge_type varchar(50) NOT NULL,
  pattern text NOT NULL,
  language varchar(10) NOT NULL CHECK (language IN ('ru', 'en', 'ar', 'arabizi', 'mixed')),
  samples_pos text[] NOT NULL DEFAULT '{}',
  samples_neg text[] NOT NULL DEFAULT '{}',
  experiment varchar(30),
  version integer NOT NULL DEFAULT 1,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE canonical_concepts (
  concept_id varchar(60) NOT NULL,
  kind varchar(20) NOT NULL,
  language varchar(10) NOT NULL CHECK (language IN ('ru', 'en', 'ar', 'arabizi', 'mixed')),
  -- Normalised as the matcher normalises text.
  surface_form text NOT NULL,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (concept_id, language, surface_form)
);

CREATE INDEX idx_concepts_surface ON canonical_concepts (surface_form);
