import routes from 'virtual:gateway-routes';
import { openClient } from '../../client/open-client.ts';
import type { Client } from '../../client/open-client.ts';
import type { Exclusive } from '../../client/session.ts';
import { openBrowserStorage } from '../../client/storage/indexed-db.ts';
import { createMemoryPairStorage } from '../../client/storage/pair-storage.ts';
import { createMemorySettings } from '../../client/storage/settings.ts';

const exclusive: Exclusive = async (name, run) => (navigator.locks ? await navigator.locks.request(name, run) : run());

/** The client of this page. Where the browser forbids IndexedDB it keeps everything in memory. */
export async function openPageClient(): Promise<Client> {
  const storage = await openBrowserStorage().catch(() => ({
    pairs: createMemoryPairStorage(),
    settings: createMemorySettings(),
  }));
  return openClient({
    baseUrl: location.origin,
    routes,
    pairs: storage.pairs,
    settings: storage.settings,
    exclusive,
    label: deviceLabel(),
  });
}

/** How the device is called in the list of devices, such as "Chrome, Android". */
function deviceLabel(): string {
  const agent = navigator.userAgent;
  const browser = ['Firefox', 'Edg', 'OPR', 'Chrome', 'Safari'].find((name) => agent.includes(name)) ?? 'Browser';
  const system = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS', 'Linux'].find((name) => agent.includes(name)) ?? '';
  return [browser.replace('Edg', 'Edge').replace('OPR', 'Opera'), system].filter((part) => part !== '').join(', ');
}
