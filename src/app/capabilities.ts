import { join } from 'node:path';
import { InvalidInputError, InvariantError } from '#kernel/error';
import type { Clock } from '#kernel/clock';
import type { Logger } from '#kernel/log';
import { parseOptions } from '#kernel/option';
import type { Environment } from '#kernel/option';
import type { Port } from '#kernel/service';
import { catalogueNamesPort } from '#dialogue/llm-orchestrator/ports';
import { personaStorePort } from '#dialogue/persona-agent/persona-store';
import { systemStatusPort } from '#gateway/ports';
import { cachePort } from '#ports/cache';
import { embeddingModelPort } from '#ports/embedding-model';
import { eventSourcePort } from '#ports/event-source';
import { languageModelsPort, moodModelPort } from '#ports/language-model';
import { mallDirectoryPort } from '#ports/mall-directory';
import { objectStoragePort } from '#ports/object-storage';
import { rerankingModelPort } from '#ports/reranking-model';
import { speechModelPort } from '#ports/speech-model';
import { stylistPort } from '#ports/stylist';
import { weatherSourcePort } from '#ports/weather-source';
import type { FileStorage } from '#providers/file-storage/file-storage';
import { productionDatabasePort } from '#stores/production/port';
import { createFactCipher } from '#user-data/memory/fact-cipher';
import type { FactCipher } from '#user-data/memory/fact-cipher';
import { masterKeyOptions, readMasterKeys } from '#user-data/memory/master-keys';
import { routingPort, shardsPort } from '#user-data/routing/port';
import type { Databases } from './databases.ts';
import { createCatalogueNames } from './catalogue-names.ts';
import { createPersonaStore } from './persona-store.ts';
import type { ProcessSettings } from './settings.ts';
import { Vendors } from './vendors.ts';

/** What adapters are made of. */
export interface CapabilityDeps {
  readonly settings: ProcessSettings;
  readonly environment: Environment;
  readonly databases: Databases;
  readonly version: string;
  readonly log: Logger;
  readonly clock: Clock;
}

/** The cipher of the persona's rows and of operators' commands. @throws InvalidInputError for keys that cannot be. */
export function openCipher({ environment, clock }: Pick<CapabilityDeps, 'environment' | 'clock'>): FactCipher {
  const { values, faults } = parseOptions(masterKeyOptions, environment);
  if (faults.length > 0) throw new InvalidInputError(faults.join('\n'));
  return createFactCipher({ ...readMasterKeys(values), clock });
}

/** The adapters of this process: each is made when the first service asks for its port, and once. */
export class Capabilities {
  readonly vendors: Vendors;
  readonly #deps: CapabilityDeps;
  readonly #made = new Map<string, Promise<unknown>>();
  readonly #factories: Readonly<Record<string, () => Promise<unknown> | unknown>>;

  constructor(deps: CapabilityDeps) {
    this.#deps = deps;
    this.vendors = new Vendors(deps.environment);
    const { databases } = deps;
    const production = databases.production;
    this.#factories = {
      [productionDatabasePort.name]: () => production,
      [routingPort.name]: () => databases.routing,
      [shardsPort.name]: () => databases.shards,
      [personaStorePort.name]: () => createPersonaStore({ ...databases, cipher: openCipher(deps) }),
      [catalogueNamesPort.name]: () => createCatalogueNames({ production, clock: deps.clock }),
      [systemStatusPort.name]: () => ({ version: deps.version, vendors: this.vendors.status() }),
      [cachePort.name]: () => this.#openCache(),
      [languageModelsPort.name]: () => this.vendors.languageModels(),
      [moodModelPort.name]: () => this.vendors.moodModel(),
      [embeddingModelPort.name]: () => this.vendors.embeddingModel(),
      [rerankingModelPort.name]: () => this.vendors.rerankingModel(),
      [speechModelPort.name]: () => this.vendors.speechModel(),
      [weatherSourcePort.name]: () => this.vendors.weatherSource(),
      [objectStoragePort.name]: () => this.#openStorage(),
      [stylistPort.name]: async () => {
        const { createCatalogueStylist } = await import('#providers/catalogue-stylist/catalogue-stylist');
        const { findCandidates } = await import('#stores/production/product-store');
        const { listStores } = await import('#stores/production/store-store');
        const { canonicalSize } = await import('#catalogue/model/parse-sizes');
        return createCatalogueStylist({
          findStock: (query) => findCandidates(production, query),
          listStores: () => listStores(production),
          canonicalSize,
          clock: deps.clock,
        });
      },
      [mallDirectoryPort.name]: async () =>
        (await import('./mall-directory.ts')).createMallDirectory({ production, clock: deps.clock }),
      [eventSourcePort.name]: async () => (await import('./mall-directory.ts')).createEventSource({ production }),
    };
  }

  /** The adapter of a port. @throws InvariantError for a port that nothing provides. */
  async provide(port: Port<unknown>): Promise<unknown> {
    const known = this.#made.get(port.name);
    if (known) return known;
    const factory = this.#factories[port.name];
    if (!factory) throw new InvariantError(`nothing provides ${port.name}`);
    const made = Promise.resolve(factory());
    this.#made.set(port.name, made);
    return made;
  }

  /** The object storage, for the demonstration catalogue and for the links of the page. */
  async storage(): Promise<FileStorage> {
    return (await this.provide(objectStoragePort)) as FileStorage;
  }

  async close(): Promise<void> {
    const cache = this.#made.get(cachePort.name);
    if (cache) await ((await cache) as { close: () => Promise<void> }).close();
    await this.vendors.close();
  }

  async #openCache(): Promise<unknown> {
    const { settings, log, clock } = this.#deps;
    if (settings.redisUrl === '')
      return (await import('#providers/memory-cache/memory-cache')).createMemoryCache({ clock });
    return (await import('#providers/redis-cache/redis-cache')).createRedisCache({ url: settings.redisUrl, log });
  }

  async #openStorage(): Promise<FileStorage> {
    const { settings, environment, clock } = this.#deps;
    const { createFileStorage } = await import('#providers/file-storage/file-storage');
    return createFileStorage({
      directory: join(settings.home, 'objects'),
      publicBaseUrl: '/objects',
      linkSecret: environment['UNDE_OBJECT_LINK_SECRET'] ?? '',
      clock,
    });
  }
}
