import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { systemClock } from '#kernel/clock';
import { InvalidInputError } from '#kernel/error';
import { startHost } from '#kernel/host';
import { requireFreePort } from '#kernel/listen-error';
import type { Host } from '#kernel/host';
import { createLogger } from '#kernel/log';
import type { Logger } from '#kernel/log';
import type { Environment } from '#kernel/option';
import type { Port } from '#kernel/service';
import { Capabilities } from './capabilities.ts';
import { openDatabases } from './databases.ts';
import type { Databases } from './databases.ts';
import { keepDemonstrationFresh } from './demonstration.ts';
import { refuseUnknownVariables } from './known-options.ts';
import { withSecrets } from './secrets.ts';
import { loadRegistry, selectServices } from './services.ts';
import { readSettings } from './settings.ts';
import { createSite } from './site.ts';
import { emulationDefaults } from './vendors.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A running installation, or the part of it that lives in this process. */
export interface Running {
  readonly host: Host;
  /** Address of the page; undefined in a process without the public door. */
  readonly url: string | undefined;
  readonly databases: Databases;
  readonly stop: () => Promise<boolean>;
}

/** What to start. */
export interface StartInput {
  /** `all`, or names of services. */
  readonly names: readonly string[];
  readonly environment: Environment;
  readonly log?: Logger;
  /** Sees every adapter before the services do and may put its own around it: benches measure so. */
  readonly adapt?: (port: Port<unknown>, adapter: unknown) => unknown;
}

/**
 * Starts services: opens the stores, makes the adapters, loads the demonstration catalogue where everything is embedded,
 * and hosts what was asked for. @throws AppError with one sentence that says what to do.
 */
export async function start(input: StartInput): Promise<Running> {
  const settings = readSettings(input.environment);
  const environment = { ...emulationDefaults(input.environment), ...(await withSecrets(input.environment, settings)) };
  const log = input.log ?? createLogger({ level: settings.logLevel });
  const registry = await loadRegistry();
  const services = selectServices(registry, input.names);
  refuseUnknownVariables(registry, input.environment);
  if (settings.isEmbedded && services.length < registry.length) {
    throw new InvalidInputError(
      'Some of the services alone need database servers: set PRODUCTION_DB_URL, STAGING_DB_URL and SHARD_DB_URLS, or start all of them.',
      { code: 'embedded_needs_all' },
    );
  }
  if (settings.redisUrl === '' && services.length < registry.length) {
    throw new InvalidInputError(
      'Services in several processes share their frames and events through Redis: set REDIS_URL.',
      { code: 'cache_not_shared' },
    );
  }
  if (services.some(({ listener }) => listener === 'public'))
    await requireFreePort({ host: settings.host, port: settings.port });
  const databases = await openDatabases(settings, log);
  const { version } = JSON.parse(await readFile(`${ROOT}package.json`, 'utf8')) as { version: string };
  const capabilities = new Capabilities({ settings, environment, databases, version, log, clock: systemClock });
  const close = async (): Promise<void> => {
    await capabilities.close();
    await databases.close();
  };
  try {
    const storage = await capabilities.storage();
    const stopDemonstration = settings.isEmbedded
      ? await keepDemonstrationFresh({ databases, storage, clock: systemClock, log })
      : async () => undefined;
    const host = await startHost({
      services,
      registry,
      environment,
      topology: {
        addressOf: (service) => settings.peers.get(service),
        publicListener: { host: settings.host, port: settings.port },
        privateListener: { host: settings.privateHost, port: settings.privatePort },
      },
      provide: async (port) => {
        const adapter = await capabilities.provide(port);
        return input.adapt ? input.adapt(port, adapter) : adapter;
      },
      jobDatabases: databases.jobDatabases,
      site: () => createSite({ version, pageDirectory: `${ROOT}web/dist`, openLink: (url) => storage.openLink(url) }),
      trustedProxies: settings.trustedProxies,
      peerSecret: environment['UNDE_PEER_SECRET'] ?? '',
      log,
      clock: systemClock,
    });
    const address = host.publicAddress;
    const stop = async (): Promise<boolean> => {
      const isClean = await host.stop();
      await stopDemonstration();
      await close();
      return isClean;
    };
    return {
      host,
      databases,
      url: address && `http://${address.host === '0.0.0.0' ? '127.0.0.1' : address.host}:${address.port}`,
      stop,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
