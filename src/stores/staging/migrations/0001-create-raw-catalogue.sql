-- What the collectors found, before it is published (catalog.md 10).

CREATE TABLE raw_products (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source varchar(50) NOT NULL,
  external_id varchar(100) NOT NULL,
  brand varchar(50) NOT NULL CHECK (brand = lower(brand)),
  name text,
  description text,
  price numeric(10, 2),
  currency varchar(10) DEFAULT 'KZT',
  category text,
  colour varchar(100),
  sizes jsonb,
  composition text,
  original_image_urls jsonb,
  image_urls jsonb,
  collage_url text,
  raw_data jsonb,
  scraped_at timestamptz NOT NULL,
  image_status varchar(20) NOT NULL DEFAULT 'pending'
    CHECK (image_status IN ('pending', 'uploaded', 'collage_ready', 'error')),
  sync_status varchar(20) NOT NULL DEFAULT 'pending' CHECK (sync_status IN ('pending', 'synced', 'skipped', 'error')),
  ximilar_status varchar(20) NOT NULL DEFAULT 'pending' CHECK (ximilar_status IN ('pending', 'synced', 'error')),
  ximilar_synced_at timestamptz,
  synced_at timestamptz,
  -- The last error of any of the three machines; each has its own column below (C-41).
  error_message text,
  image_error text,
  ximilar_error text,
  sync_error text,
  images jsonb,
  product_url text,
  market text,
  canonical_category text,
  colour_hex text,
  content_hash text,
  images_hash text,
  collage_source_hash text,
  image_attempts integer NOT NULL DEFAULT 0,
  image_next_attempt_at timestamptz,
  image_error_stage varchar(20),
  images_missing integer NOT NULL DEFAULT 0,
  ximilar_attempts integer NOT NULL DEFAULT 0,
  ximilar_next_attempt_at timestamptz,
  sync_next_attempt_at timestamptz,
  skip_reason text,
  last_seen_at timestamptz,
  missed_runs integer NOT NULL DEFAULT 0,
  delisted_at timestamptz,
  claimed_by text,
  claimed_until timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (source, external_id),
  UNIQUE (brand, external_id)
);

CREATE INDEX idx_raw_products_external ON raw_products (external_id);
CREATE INDEX idx_raw_products_brand ON raw_products (brand);
CREATE INDEX idx_raw_products_scraped ON raw_products (scraped_at);
CREATE INDEX idx_raw_products_images_due ON raw_products (image_status, image_next_attempt_at)
  WHERE image_status IN ('pending', 'uploaded', 'error');
CREATE INDEX idx_raw_products_sync_due ON raw_products (sync_status, sync_next_attempt_at)
  WHERE sync_status IN ('pending', 'error');
CREATE INDEX idx_raw_products_ximilar_due ON raw_products (ximilar_status, ximilar_next_attempt_at)
  WHERE ximilar_status IN ('pending', 'error');

-- updated_at is maintained in every write (C-41).
CREATE FUNCTION touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END
$$;

CREATE TRIGGER trg_raw_products_touch BEFORE UPDATE ON raw_products
  FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

CREATE TABLE raw_stores (
  id serial PRIMARY KEY,
  brand varchar(50) NOT NULL,
  store_id integer NOT NULL,
  name text,
  address text,
  city varchar(100) DEFAULT 'Almaty',
  country varchar(10) DEFAULT 'KZ',
  mall_name text,
  latitude numeric(10, 7),
  longitude numeric(10, 7),
  floor text,
  unit text,
  opening_hours jsonb,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (brand, store_id)
);

CREATE TABLE raw_availability (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  brand varchar(50) NOT NULL,
  store_id integer NOT NULL,
  product_id varchar(100) NOT NULL,
  sizes_in_stock jsonb NOT NULL,
  fetched_at timestamptz NOT NULL,
  -- UTC day of fetched_at: one poll a day, the last one wins.
  fetched_date date NOT NULL GENERATED ALWAYS AS ((fetched_at AT TIME ZONE 'UTC')::date) STORED,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (brand, store_id, product_id, fetched_date)
);

CREATE INDEX idx_raw_availability_store ON raw_availability (brand, store_id);
CREATE INDEX idx_raw_availability_product ON raw_availability (product_id);
CREATE INDEX idx_raw_availability_fetched ON raw_availability (fetched_at);
CREATE INDEX idx_raw_availability_date ON raw_availability (fetched_date);

CREATE TABLE scraper_logs (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  scraper_name varchar(100) NOT NULL,
  run_id varchar(100),
  status varchar(20) NOT NULL CHECK (status IN ('running', 'success', 'partial', 'failed')),
  records_fetched integer NOT NULL DEFAULT 0,
  records_new integer NOT NULL DEFAULT 0,
  records_updated integer NOT NULL DEFAULT 0,
  records_errors integer NOT NULL DEFAULT 0,
  started_at timestamptz NOT NULL,
  completed_at timestamptz,
  duration_seconds integer,
  error_message text,
  metadata jsonb,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_scraper_logs_name ON scraper_logs (scraper_name);
CREATE INDEX idx_scraper_logs_started ON scraper_logs (started_at DESC);
