import { InvalidInputError } from '#kernel/error';
import { option, parseOptions, requireNoFaults } from '#kernel/option';
import type { Environment, OptionValues } from '#kernel/option';

/** Settings of the process itself; every service has its own beside them. */
export const processOptions = {
  profile: option.choice({
    env: 'UNDE_PROFILE',
    doc: '`development` makes its own secrets and runs emulators; `production` refuses to start without secrets',
    choices: ['development', 'production'],
    default: 'development',
  }),
  home: option.string({
    env: 'UNDE_HOME',
    doc: 'Folder of the embedded databases, objects and development secrets',
    default: '.unde',
  }),
  host: option.string({ env: 'HOST', doc: 'Address of the public listener', default: '127.0.0.1' }),
  port: option.integer({ env: 'PORT', doc: 'Port of the public listener', default: 8080 }),
  trustedProxies: option.list({
    env: 'UNDE_TRUSTED_PROXIES',
    doc: 'Addresses or networks of the proxies before the public listener, whose X-Forwarded-For is believed: `10.0.0.0/8,127.0.0.1`',
    default: [],
  }),
  privateHost: option.string({
    env: 'UNDE_PRIVATE_HOST',
    doc: 'Address of the listener for peers, health and metrics',
    default: '127.0.0.1',
  }),
  privatePort: option.integer({
    env: 'UNDE_PRIVATE_PORT',
    doc: 'Port of that listener; 0 takes any free one',
    default: 0,
  }),
  addresses: option.string({
    env: 'UNDE_ADDRESSES',
    doc: 'Where the other services are: `mood-agent=http://10.1.0.11:8080,...`',
    default: '',
  }),
  productionDbUrl: option.string({
    env: 'PRODUCTION_DB_URL',
    doc: 'Production database; empty: embedded',
    default: '',
  }),
  stagingDbUrl: option.string({ env: 'STAGING_DB_URL', doc: 'Staging database; empty: embedded', default: '' }),
  shardDbUrls: option.string({
    env: 'SHARD_DB_URLS',
    doc: 'Shards by endpoint name: `shard-0=postgres://...,shard-1=...`; empty: one embedded shard',
    default: '',
  }),
  connections: option.integer({ env: 'UNDE_DB_CONNECTIONS', doc: 'Connections to each database server', default: 10 }),
  redisUrl: option.string({
    env: 'REDIS_URL',
    doc: 'Redis that all processes share; empty: the memory of this process',
    default: '',
  }),
  logLevel: option.choice({
    env: 'UNDE_LOG_LEVEL',
    doc: 'Least level that is written',
    choices: ['silent', 'error', 'warn', 'info', 'debug'],
    default: 'info',
  }),
} as const;

/** Parsed settings of the process. */
export type ProcessSettings = OptionValues<typeof processOptions> & {
  /** Shard connections by endpoint name; empty when everything is embedded. */
  readonly shards: ReadonlyMap<string, string>;
  readonly peers: ReadonlyMap<string, string>;
  readonly isEmbedded: boolean;
};

/** Reads the settings of the process. @throws InvalidInputError with every fault at once. */
export function readSettings(environment: Environment): ProcessSettings {
  const { values, faults } = parseOptions(processOptions, environment);
  requireNoFaults(faults);
  const shards = readPairs(values.shardDbUrls, 'SHARD_DB_URLS');
  const urls = [values.productionDbUrl, values.stagingDbUrl];
  const servers = urls.filter((url) => url !== '').length + (shards.size > 0 ? 1 : 0);
  if (servers !== 0 && servers !== 3) {
    throw new InvalidInputError(
      'Set PRODUCTION_DB_URL, STAGING_DB_URL and SHARD_DB_URLS together, or none of them for the embedded databases.',
    );
  }
  return { ...values, shards, peers: readPairs(values.addresses, 'UNDE_ADDRESSES'), isEmbedded: servers === 0 };
}

function readPairs(text: string, name: string): ReadonlyMap<string, string> {
  return new Map(
    text
      .split(',')
      .filter((pair) => pair.trim() !== '')
      .map((pair) => {
        const cut = pair.indexOf('=');
        if (cut < 1) throw new InvalidInputError(`${name} is a list of name=url pairs.`);
        return [pair.slice(0, cut).trim(), pair.slice(cut + 1).trim()] as const;
      }),
  );
}
