import { createHmac, timingSafeEqual } from 'node:crypto';

/** The parts of an assistant answer that its signature covers. `createdAt` is ISO 8601; `cards` any JSON value. */
export type SignedAnswer = {
  readonly conversationId: string;
  readonly id: string;
  readonly content: string;
  readonly cards: unknown;
  readonly createdAt: string;
};

/** JSON with sorted keys and without undefined members: the same value always gives the same text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

function mac(key: Buffer, answer: SignedAnswer): Buffer {
  const createdAt = new Date(answer.createdAt).toISOString();
  const signed = [
    1,
    answer.conversationId.toLowerCase(),
    answer.id.toLowerCase(),
    answer.content,
    answer.cards ?? null,
    createdAt,
  ];
  return createHmac('sha256', key).update(canonicalJson(signed)).digest();
}

/**
 * Signs an answer with `REPLAY_SIGNING_KEY`, so that the client may hand it back after a failover and nobody can write
 * invented answers into the history. Base64url, 43 characters. Times are compared as instants, whatever their zone.
 * @see user-data.md U60
 */
export function signAnswer(key: Buffer, answer: SignedAnswer): string {
  return mac(key, answer).toString('base64url');
}

/** Whether a signature belongs to exactly this answer; constant time, false for malformed signatures and dates. */
export function verifyAnswer(key: Buffer, answer: SignedAnswer, signature: string): boolean {
  if (Number.isNaN(Date.parse(answer.createdAt))) return false;
  const given = Buffer.from(signature, 'base64url');
  const expected = mac(key, answer);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
