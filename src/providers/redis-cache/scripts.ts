import type { Redis } from 'ioredis';

/**
 * A sliding window as a sorted set of moments (microseconds of the server's clock, so all processes agree). A refused
 * point is not counted: who keeps knocking is let in as soon as the window has room.
 * KEYS: window. ARGV: window in ms, limit. Returns 0 when allowed, else the milliseconds until there is room.
 */
const COUNT_IN_WINDOW = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local window = ARGV[1] * 1000
local limit = tonumber(ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now - window))
local count = redis.call('ZCARD', KEYS[1])
if count >= limit then
  local leaving = redis.call('ZRANGE', KEYS[1], count - limit, count - limit, 'WITHSCORES')
  if leaving[2] == nil then return math.max(1, tonumber(ARGV[1])) end
  return math.max(1, math.ceil((leaving[2] + window - now) / 1000))
end
local member = now
while redis.call('ZADD', KEYS[1], 'NX', string.format('%.0f', now), string.format('%.0f', member)) == 0 do
  member = member + 1
end
redis.call('PEXPIRE', KEYS[1], math.max(1, tonumber(ARGV[1])))
return 0`;

/**
 * Appends to a stream under ids \`birth-number\` without gaps (birth: microseconds of the first append), tells the
 * followers. KEYS: stream. ARGV: value, ttl in ms, most entries, channel.
 */
const APPEND_TO_LOG = `
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
local birth, number
if last[1] then
  birth, number = string.match(last[1][1], '^(%d+)-(%d+)$')
  number = number + 1
else
  local time = redis.call('TIME')
  birth, number = string.format('%.0f', time[1] * 1000000 + time[2]), 1
end
local id = birth .. '-' .. string.format('%.0f', number)
redis.call('XADD', KEYS[1], 'MAXLEN', '=', ARGV[3], id, 'v', ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PUBLISH', ARGV[4], id)
return id`;

/** Sets a value, always or only when absent, and wakes who waits. KEYS: key. ARGV: value, ttl in ms, 'NX' or '', channel. */
const SET_VALUE = `
local done
if ARGV[3] == 'NX' then done = redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2], 'NX')
else done = redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end
if not done then return 0 end
redis.call('PUBLISH', ARGV[4], '')
return 1`;

/** The connection with the three scripts as commands; each is sent once and called by its hash afterwards. */
export interface ScriptedRedis extends Redis {
  readonly countInWindow: (key: string, windowMs: number, limit: number) => Promise<number>;
  readonly appendToLog: (
    key: string,
    value: string,
    ttlMs: number,
    maxLength: number,
    channel: string,
  ) => Promise<string>;
  readonly setValue: (key: string, value: string, ttlMs: number, mode: 'NX' | '', channel: string) => Promise<number>;
}

/** Adds the scripts to a connection. */
export function addScripts(redis: Redis): ScriptedRedis {
  redis.defineCommand('countInWindow', { numberOfKeys: 1, lua: COUNT_IN_WINDOW });
  redis.defineCommand('appendToLog', { numberOfKeys: 1, lua: APPEND_TO_LOG });
  redis.defineCommand('setValue', { numberOfKeys: 1, lua: SET_VALUE });
  return redis as ScriptedRedis;
}
