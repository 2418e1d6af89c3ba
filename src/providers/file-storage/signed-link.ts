import { createHmac, timingSafeEqual } from 'node:crypto';
import { assertObjectName, type ObjectName } from '#ports/object-storage';

/** The path of an object, each segment escaped: `/unde-images/originals/...`. */
export function objectPath({ bucket, key }: ObjectName): string {
  return `/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
}

interface Link extends ObjectName {
  /** Seconds since the epoch. */
  readonly expiresAt: number;
}

function signature({ bucket, key, expiresAt }: Link, secret: string): string {
  return createHmac('sha256', secret).update(`GET\n${bucket}\n${key}\n${expiresAt}`).digest('base64url');
}

/** Path and query of a link that ends by itself. */
export function signLink(link: Link, secret: string): string {
  return `${objectPath(link)}?expires=${link.expiresAt}&signature=${signature(link, secret)}`;
}

function isSigned(link: Link, given: string, secret: string): boolean {
  const wanted = Buffer.from(signature(link, secret));
  const shown = Buffer.from(given);
  return wanted.length === shown.length && timingSafeEqual(wanted, shown);
}

function readPath(path: string): ObjectName | undefined {
  try {
    const [empty, bucket, ...segments] = path.split('/');
    if (empty !== '' || bucket === undefined) return undefined;
    const name = { bucket, key: segments.map(decodeURIComponent).join('/') };
    assertObjectName(name);
    // An escaped separator would have two spellings of one object.
    return segments.length === name.key.split('/').length ? name : undefined;
  } catch {
    return undefined;
  }
}

/** The object that a link opens, or undefined when it opens none. */
export function verifyLink(
  link: string,
  rules: { readonly secret: string; readonly publicBuckets: readonly string[]; readonly nowSeconds: number },
): ObjectName | undefined {
  const [path = '', query = ''] = link.split('?');
  const name = readPath(path);
  if (name === undefined) return undefined;
  if (rules.publicBuckets.includes(name.bucket)) return name;
  const parameters = new URLSearchParams(query);
  const expiresAt = Number(parameters.get('expires') ?? Number.NaN);
  if (!Number.isInteger(expiresAt) || expiresAt < rules.nowSeconds) return undefined;
  return isSigned({ ...name, expiresAt }, parameters.get('signature') ?? '', rules.secret) ? name : undefined;
}
