import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConflictError, InvalidInputError } from '#kernel/error';
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

type Secrets = Record<string, string>;

const pathOf = (home: string): string => join(home, 'secrets');
const newKey = (): string => randomBytes(KEY_BYTES).toString('base64');

async function keepSecrets(home: string): Promise<Readonly<Secrets>> {
  const known = await readSecrets(home);
  const made = DEVELOPMENT_SECRETS.filter((name) => !known[name]);
  if (made.length === 0) return known;
  for (const name of made) known[name] = newKey();
  await writeSecrets(home, known);
  return known;
}

async function readSecrets(home: string): Promise<Secrets> {
  const text = await readFile(pathOf(home), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new InvalidInputError(`${pathOf(home)} cannot be read: check its owner and mode.`, { cause: error });
  });
  return Object.fromEntries(
    text
      .split('\n')
      .filter((line) => line.includes('='))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

async function writeSecrets(home: string, secrets: Secrets): Promise<void> {
  const draft = `${pathOf(home)}.draft`;
  await mkdir(home, { recursive: true });
  const lines = Object.entries(secrets).map(([name, value]) => `${name}=${value}\n`);
  await writeFile(draft, lines.join(''), { mode: 0o600 });
  await rename(draft, pathOf(home));
}

/**
 * A new master key beside the former one, in the secrets of a development installation.
 *
 * @throws ConflictError while a rotation before is not finished: its former key would be lost.
 */
export async function rotateMasterKey(home: string): Promise<{ readonly id: number }> {
  const known = { ...(await keepSecrets(home)) };
  if (known['MASTER_ENCRYPTION_KEY_FORMER'])
    throw new ConflictError('The rotation before is not finished: run "npm run unde -- keys rewrap" first.', {
      code: 'rotation_unfinished',
    });
  const formerId = Number(known['MASTER_ENCRYPTION_KEY_ID'] ?? 1);
  await writeSecrets(home, {
    ...known,
    MASTER_ENCRYPTION_KEY: newKey(),
    MASTER_ENCRYPTION_KEY_ID: String(formerId + 1),
    MASTER_ENCRYPTION_KEY_FORMER: known['MASTER_ENCRYPTION_KEY'] ?? '',
    MASTER_ENCRYPTION_KEY_FORMER_ID: String(formerId),
  });
  return { id: formerId + 1 };
}

/** Forgets the former master key of a development installation; false when there is none. */
export async function retireFormerMasterKey(home: string): Promise<boolean> {
  const {
    MASTER_ENCRYPTION_KEY_FORMER: former,
    MASTER_ENCRYPTION_KEY_FORMER_ID: _id,
    ...kept
  } = await readSecrets(home);
  if (!former) return false;
  await writeSecrets(home, kept);
  return true;
}

function requireKey(name: string, value: string): void {
  if (Buffer.from(value, 'base64').length < KEY_BYTES || /changeme|placeholder|example/i.test(value)) {
    throw new InvalidInputError(`${name} must be ${KEY_BYTES} random bytes in base64.`);
  }
}
