-- The published catalogue (catalog.md 11, C-45, C-46): what the app shows and the stylist may suggest.

CREATE TABLE malls (
  id text PRIMARY KEY,
  name text NOT NULL,
  -- Localised names: {"en": ..., "ru": ..., "ar": ...}.
  names jsonb NOT NULL DEFAULT '{}',
  city text NOT NULL,
  country varchar(10) NOT NULL,
  latitude numeric(10, 7),
  longitude numeric(10, 7),
  time_zone text NOT NULL DEFAULT 'Asia/Dubai',
  -- {"mon": ["10:00", "22:00"], ...}; the shops' hours may differ.
  opening_hours jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE stores (
  brand varchar(50) NOT NULL,
  store_id integer NOT NULL,
  name text NOT NULL,
  address text,
  city varchar(100),
  country varchar(10),
  mall_id text REFERENCES malls (id),
  mall_name text,
  floor text,
  unit text,
  latitude numeric(10, 7),
  longitude numeric(10, 7),
  opening_hours jsonb,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (brand, store_id)
);

CREATE INDEX idx_stores_mall ON stores (mall_id) WHERE is_active;

CREATE TABLE products (
  id uuid PRIMARY KEY,
  brand text NOT NULL CHECK (brand = lower(brand)),
  external_id text NOT NULL,
  sku text NOT NULL,
  name text NOT NULL,
  description text,
  composition text,
  product_url text,
  price numeric(10, 2) NOT NULL CHECK (price > 0),
  currency varchar(10) NOT NULL,
  market text,
  category text,
  canonical_category text,
  colour text,
  colour_hex text,
  gender text CHECK (gender IN ('women', 'men', 'unisex', 'kids')),
  -- Lower-case words a stylist chooses by: style, occasion, season, fit, pattern, neckline, sleeve, length.
  tags text[] NOT NULL DEFAULT '{}',
  -- Canonical concept ids found in `composition`; what a ban or an allergy is checked against.
  materials text[] NOT NULL DEFAULT '{}',
  sizes jsonb NOT NULL DEFAULT '[]',
  image_url text NOT NULL,
  collage_url text,
  images jsonb NOT NULL DEFAULT '[]',
  availability jsonb NOT NULL DEFAULT '[]',
  in_stock boolean NOT NULL DEFAULT false,
  is_active boolean NOT NULL DEFAULT true,
  content_hash text NOT NULL,
  search_tsv tsvector GENERATED ALWAYS AS (
    to_tsvector('simple', name || ' ' || brand || ' ' || coalesce(canonical_category, '') || ' ' ||
      coalesce(category, '') || ' ' || coalesce(colour, '') || ' ' || sku || ' ' || coalesce(description, ''))
  ) STORED,
  synced_at timestamptz NOT NULL DEFAULT now(),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (brand, external_id)
);

CREATE INDEX idx_products_sku ON products (sku);
CREATE INDEX idx_products_category ON products (canonical_category) WHERE is_active;
CREATE INDEX idx_products_in_stock ON products (canonical_category, price) WHERE is_active AND in_stock;
CREATE INDEX idx_products_search ON products USING gin (search_tsv);

CREATE TABLE availability_latest (
  brand varchar(50) NOT NULL,
  store_id integer NOT NULL,
  -- The brand's product id: products.external_id.
  product_id varchar(100) NOT NULL,
  sizes_in_stock jsonb NOT NULL,
  fetched_at timestamptz NOT NULL,
  PRIMARY KEY (brand, store_id, product_id),
  FOREIGN KEY (brand, store_id) REFERENCES stores (brand, store_id)
);

CREATE INDEX idx_availability_product ON availability_latest (brand, product_id);

CREATE TABLE events (
  id uuid PRIMARY KEY,
  mall_id text REFERENCES malls (id),
  brand varchar(50),
  store_id integer,
  type varchar(30) NOT NULL,
  title text NOT NULL,
  -- Localised titles: {"en": ..., "ru": ..., "ar": ...}.
  titles jsonb NOT NULL DEFAULT '{}',
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  discount_percent integer CHECK (discount_percent BETWEEN 1 AND 100),
  tags text[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK (ends_at > starts_at)
);

CREATE INDEX idx_events_mall_time ON events (mall_id, ends_at);
