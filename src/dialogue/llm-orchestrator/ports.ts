import { definePort } from '#kernel/service';
import type { CatalogueNames } from './ground-sentence.ts';

/** Names of the whole catalogue, kept fresh by whoever provides them. */
export const catalogueNamesPort = definePort<() => Promise<CatalogueNames>>('catalogue-names');
