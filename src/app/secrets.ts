import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidInputError } from '#kernel/error';
import { option } from '#kernel/option';
import type { Environment } from '#kernel/option';

/** Secrets of the house itself; those of services stand in their declarations. For the configuration table. */
export const houseSecretOptions = {
  peerSecret: option.secret({
    env: 'UNDE_PEER_SECRET',
    doc: 'Key that signs the tokens by which services know each other: 32 bytes, base64',
  }),
  objectLinkSecret: option.secret({
    env: 'UNDE_OBJECT_LINK_SECRET',
    doc: 'Key that signs links to photos and audio: 32 bytes, base64',
  }),
} as const;

/** Keys that a development installation makes for itself; production is given them. */
const DEVELOPMENT_SECRETS = [
  'MASTER_ENCRYPTION_KEY',
  'REPLAY_SIGNING_KEY',
  'GATEWAY_SESSION_SECRET',
  'VOICE_SIGNALS_HMAC_KEY',
  'UNDE_PEER_SECRET',
  'UNDE_OBJECT_LINK_SECRET',
] as const;

const KEY_BYTES = 32;

/**
 * The environment with all secrets: development makes missing ones once and keeps them in `<home>/secrets` (mode 0600);
 * production refuses to start without them. @see DESIGN.md 6
 */
export async function withSecrets(
  environment: Environment,
  input: { readonly profile: 'development' | 'production'; readonly home: string },
): Promise<Environment> {
  const missing = DEVELOPMENT_SECRETS.filter((name) => !environment[name]);
  if (input.profile === 'production') {
    if (missing.length > 0)
      throw new InvalidInputError(`Production does not start without its secrets: set ${missing.join(', ')}.`);
    for (const name of DEVELOPMENT_SECRETS) requireKey(name, environment[name] ?? '');
    return environment;
  }
  if (missing.length === 0) return environment;
  return { ...(await keepSecrets(input.home)), ...environment };
}

async function keepSecrets(home: string): Promise<Readonly<Record<string, string>>> {
  const path = join(home, 'secrets');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new InvalidInputError(`${path} cannot be read: check its owner and mode.`, { cause: error });
  });
  const known: Record<string, string> = Object.fromEntries(
    text
      .split('\n')
      .filter((line) => line.includes('='))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  const made = DEVELOPMENT_SECRETS.filter((name) => !known[name]);
  if (made.length === 0) return known;
  for (const name of made) known[name] = randomBytes(KEY_BYTES).toString('base64');
  const draft = `${path}.draft`;
  await mkdir(home, { recursive: true });
  await writeFile(
    draft,
    `${Object.entries(known)
      .map(([name, value]) => `${name}=${value}`)
      .join('\n')}\n`,
    { mode: 0o600 },
  );
  await rename(draft, path);
  return known;
}

function requireKey(name: string, value: string): void {
  if (Buffer.from(value, 'base64').length < KEY_BYTES || /changeme|placeholder|example/i.test(value)) {
    throw new InvalidInputError(`${name} must be ${KEY_BYTES} random bytes in base64.`);
  }
}
