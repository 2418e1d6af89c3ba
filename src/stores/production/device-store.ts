import { ConflictError, NotFoundError } from '#kernel/error';
import type { Database, SqlRunner } from '../database/database.ts';
import { firstRow } from '../database/sql-row.ts';

/** A device that speaks for a user. */
export interface Device {
  readonly id: string;
  readonly userId: string;
  /** What the user recognises it by. */
  readonly label: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly revokedAt: Date | null;
}

/** A signed-in stretch of a device. Tokens are only ever here as SHA-256. */
export interface DeviceSession {
  readonly id: string;
  readonly deviceId: string;
  readonly userId: string;
  readonly expiresAt: Date;
}

/**
 * `refreshed`: the new hash is in force. `unknown`: no such token, or expired, or revoked. `reused`: a token that was
 * exchanged before came again; the session is revoked, because one of the two who hold it stole it.
 */
export type RefreshOutcome =
  { readonly outcome: 'refreshed'; readonly session: DeviceSession } | { readonly outcome: 'unknown' | 'reused' };

interface DeviceRow {
  readonly id: string;
  readonly user_id: string;
  readonly label: string;
  readonly created_at: Date;
  readonly last_seen_at: Date;
  readonly revoked_at: Date | null;
}

interface SessionRow {
  readonly id: string;
  readonly device_id: string;
  readonly user_id: string;
  readonly expires_at: Date;
}

const DEVICE_COLUMNS = 'id, user_id, label, created_at, last_seen_at, revoked_at';
const INSERT_DEVICE = 'INSERT INTO devices (id, user_id, label) VALUES ($1, $2, $3)';
const INSERT_SESSION = `
  INSERT INTO sessions (id, device_id, user_id, refresh_token_hash, expires_at) VALUES ($1, $2, $3, $4, $5)`;
const REFRESH = `
  UPDATE sessions s
     SET previous_refresh_token_hash = $1, refresh_token_hash = $2, refreshed_at = $4, expires_at = $3
    FROM devices d
   WHERE (s.refresh_token_hash = $1 OR (s.previous_refresh_token_hash = $1 AND s.refreshed_at >= $5))
     AND s.revoked_at IS NULL AND s.expires_at > $4
     AND d.id = s.device_id AND d.revoked_at IS NULL
  RETURNING s.id, s.device_id, s.user_id, s.expires_at`;
const REVOKE_REUSED = `
  UPDATE sessions SET revoked_at = now()
   WHERE previous_refresh_token_hash = $1 AND revoked_at IS NULL AND refreshed_at < $2 RETURNING id`;
const TOUCH_DEVICE = 'UPDATE devices SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2';
const FIND_LIVE_SESSION = `
  SELECT s.id, s.device_id, s.user_id, s.expires_at
    FROM sessions s JOIN devices d ON d.id = s.device_id
   WHERE s.id = $1 AND s.revoked_at IS NULL AND s.expires_at > $2 AND d.revoked_at IS NULL`;
const LIST_DEVICES = `
  SELECT ${DEVICE_COLUMNS} FROM devices WHERE user_id = $1 AND revoked_at IS NULL ORDER BY last_seen_at DESC, id`;
const REVOKE_DEVICE = `
  WITH revoked AS (
    UPDATE devices SET revoked_at = now() WHERE id = $2 AND user_id = $1 AND revoked_at IS NULL RETURNING id)
  UPDATE sessions SET revoked_at = now() WHERE device_id IN (SELECT id FROM revoked) AND revoked_at IS NULL`;
const IS_REVOKED = 'SELECT revoked_at FROM devices WHERE id = $2 AND user_id = $1';
const REVOKE_SESSION = 'UPDATE sessions SET revoked_at = now() WHERE id = $2 AND user_id = $1 AND revoked_at IS NULL';
const DELETE_LINK_CODES = 'DELETE FROM link_codes WHERE user_id = $1';
const DELETE_SESSIONS = 'DELETE FROM sessions WHERE user_id = $1';
const DELETE_DEVICES = 'DELETE FROM devices WHERE user_id = $1';
const INSERT_LINK_CODE = `
  INSERT INTO link_codes (code_hash, user_id, created_by_device_id, expires_at) VALUES ($1, $2, $3, $4)`;
const USE_LINK_CODE = `
  UPDATE link_codes SET used_at = now(), used_by_device_id = $2
   WHERE code_hash = $1 AND used_at IS NULL AND expires_at > $3 RETURNING user_id`;

/**
 * How long after an exchange the old token still works: its answer was lost, and a device that cannot renew its session
 * would become somebody else.
 */
const REUSE_GRACE_MS = 60_000;

/** A new session of a device. */
export interface SessionDraft {
  readonly id: string;
  readonly refreshTokenHash: Buffer;
  readonly expiresAt: Date;
}

/** Registers a device with its first session. */
export async function registerDevice(
  production: Database,
  input: { readonly deviceId: string; readonly userId: string; readonly label: string; readonly session: SessionDraft },
): Promise<void> {
  const { deviceId, userId, label, session } = input;
  await production.transaction(async (transaction) => {
    await transaction.query(INSERT_DEVICE, [deviceId, userId, label.slice(0, 120)]);
    await insertSession(transaction, { ...session, deviceId, userId });
  });
}

async function insertSession(
  runner: SqlRunner,
  session: SessionDraft & { readonly deviceId: string; readonly userId: string },
): Promise<void> {
  const { id, deviceId, userId, refreshTokenHash, expiresAt } = session;
  await runner.query(INSERT_SESSION, [id, deviceId, userId, refreshTokenHash, expiresAt]);
}

/** Exchanges a refresh token for the next one. */
export async function refreshSession(
  production: SqlRunner,
  input: { readonly oldHash: Buffer; readonly newHash: Buffer; readonly expiresAt: Date; readonly now: Date },
): Promise<RefreshOutcome> {
  const { oldHash, newHash, expiresAt, now } = input;
  const graceEnd = new Date(now.getTime() - REUSE_GRACE_MS);
  const row = await firstRow<SessionRow>(production, REFRESH, [oldHash, newHash, expiresAt, now, graceEnd]);
  if (row !== undefined) {
    await production.query(TOUCH_DEVICE, [row.device_id, now]);
    return { outcome: 'refreshed', session: toSession(row) };
  }
  const reused = await production.query(REVOKE_REUSED, [oldHash, graceEnd]);
  return { outcome: reused.rowCount > 0 ? 'reused' : 'unknown' };
}

/** A session that is neither over nor revoked, nor its device; null otherwise. */
export async function findLiveSession(
  production: SqlRunner,
  input: { readonly sessionId: string; readonly now: Date },
): Promise<DeviceSession | null> {
  const row = await firstRow<SessionRow>(production, FIND_LIVE_SESSION, [input.sessionId, input.now]);
  return row === undefined ? null : toSession(row);
}

/** The user's devices that are not revoked, last seen first. */
export async function listDevices(production: SqlRunner, userId: string): Promise<readonly Device[]> {
  const result = await production.query<DeviceRow>(LIST_DEVICES, [userId]);
  return result.rows.map((row) => ({
    id: row.id,
    userId: row.user_id,
    label: row.label,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    revokedAt: row.revoked_at,
  }));
}

/** Takes a device of the user out, with its sessions; twice is fine. @throws NotFoundError when it is not the user's. */
export async function revokeDevice(
  production: SqlRunner,
  input: { readonly userId: string; readonly deviceId: string },
): Promise<void> {
  const known = await firstRow<{ revoked_at: Date | null }>(production, IS_REVOKED, [input.userId, input.deviceId]);
  if (known === undefined) throw new NotFoundError('This device is not one of yours', { code: 'device_unknown' });
  await production.query(REVOKE_DEVICE, [input.userId, input.deviceId]);
}

/** Ends a session (logout); twice is fine. */
export async function revokeSession(
  production: SqlRunner,
  input: { readonly userId: string; readonly sessionId: string },
): Promise<void> {
  await production.query(REVOKE_SESSION, [input.userId, input.sessionId]);
}

/** Removes all devices of an erased user, with sessions and codes; twice is fine. @see user-data.md U33 */
export async function eraseDevices(production: SqlRunner, userId: string): Promise<void> {
  await production.query(DELETE_LINK_CODES, [userId]);
  await production.query(DELETE_SESSIONS, [userId]);
  await production.query(DELETE_DEVICES, [userId]);
}

/** Stores a one-use code that lets another device join the user. @throws ConflictError when the code exists. */
export async function createLinkCode(
  production: SqlRunner,
  input: { readonly codeHash: Buffer; readonly userId: string; readonly deviceId: string; readonly expiresAt: Date },
): Promise<void> {
  await production.query(INSERT_LINK_CODE, [input.codeHash, input.userId, input.deviceId, input.expiresAt]);
}

/**
 * Uses a code and registers the device for the code's user, at once: of two uses at the same time one wins.
 *
 * @throws ConflictError code `link_code_invalid` when the code is unknown, used or expired.
 */
export async function linkDevice(
  production: Database,
  input: {
    readonly codeHash: Buffer;
    readonly deviceId: string;
    readonly label: string;
    readonly session: SessionDraft;
    readonly now: Date;
  },
): Promise<{ readonly userId: string }> {
  const { codeHash, deviceId, label, session, now } = input;
  return await production.transaction(async (transaction) => {
    const row = await firstRow<{ user_id: string }>(transaction, USE_LINK_CODE, [codeHash, deviceId, now]);
    if (row === undefined) throw new ConflictError('This code is not valid any more', { code: 'link_code_invalid' });
    await transaction.query(INSERT_DEVICE, [deviceId, row.user_id, label.slice(0, 120)]);
    await insertSession(transaction, { ...session, deviceId, userId: row.user_id });
    return { userId: row.user_id };
  });
}

function toSession(row: SessionRow): DeviceSession {
  return { id: row.id, deviceId: row.device_id, userId: row.user_id, expiresAt: row.expires_at };
}
