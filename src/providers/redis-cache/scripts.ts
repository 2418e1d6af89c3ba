import type { Redis } from 'ioredis';

/**
 * Sliding windows as sorted sets of moments (microseconds of the server's clock, so all processes agree). A refused point
 * is counted nowhere: who keeps knocking is let in as soon as the window has room.
 * KEYS: windows. ARGV: for each its ms and its limit. Returns {0, 0} when allowed, else the place of the first full window,
 * counted from 1, and the milliseconds until it has room.
 */
const COUNT = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
for place, key in ipairs(KEYS) do
  local window = ARGV[2 * place - 1] * 1000
  local limit = tonumber(ARGV[2 * place])
  redis.call('ZREMRANGEBYSCORE', key, '-inf', string.format('%.0f', now - window))
  local count = redis.call('ZCARD', key)
  if count >= limit then
    local leaving = redis.call('ZRANGE', key, count - limit, count - limit, 'WITHSCORES')
    if leaving[2] == nil then return { place, math.max(1, tonumber(ARGV[2 * place - 1])) } end
    return { place, math.max(1, math.ceil((leaving[2] + window - now) / 1000)) }
  end
end
for place, key in ipairs(KEYS) do
  local member = now
  while redis.call('ZADD', key, 'NX', string.format('%.0f', now), string.format('%.0f', member)) == 0 do
    member = member + 1
  end
  redis.call('PEXPIRE', key, math.max(1, tonumber(ARGV[2 * place - 1])))
end
return { 0, 0 }`;

/**
 * Appends to a stream under ids \`birth-number\` without gaps (birth: microseconds of the first append) and hands the
 * entry to the followers. KEYS: stream. ARGV: value, ttl in ms, most entries, channel.
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
redis.call('PUBLISH', ARGV[4], id .. ' ' .. ARGV[1])
return id`;

/** Sets a value, always or only when absent, and hands it to who waits. KEYS: key. ARGV: value, ttl in ms, 'NX' or '', channel. */
const SET_VALUE = `
local done
if ARGV[3] == 'NX' then done = redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2], 'NX')
else done = redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end
if not done then return 0 end
redis.call('PUBLISH', ARGV[4], ARGV[1])
return 1`;

/** The connection with the three scripts as commands; each is sent once and called by its hash afterwards. */
export interface ScriptedRedis extends Redis {
  readonly countPoint: (windows: number, ...keysAndLimits: readonly (string | number)[]) => Promise<[number, number]>;
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
  redis.defineCommand('countPoint', { lua: COUNT });
  redis.defineCommand('appendToLog', { numberOfKeys: 1, lua: APPEND_TO_LOG });
  redis.defineCommand('setValue', { numberOfKeys: 1, lua: SET_VALUE });
  return redis as ScriptedRedis;
}
