import { describe, expect, test } from 'vitest';
import { readSettings } from './settings.ts';

const SERVERS = {
  PRODUCTION_DB_URL: 'postgres://p',
  STAGING_DB_URL: 'postgres://s',
  SHARD_DB_URLS: 'shard-0=postgres://a,shard-1=postgres://b?x=y',
};

describe('the settings of the process', () => {
  test('are embedded databases and the port 8080 when nothing is said', () => {
    expect(readSettings({})).toMatchObject({
      isEmbedded: true,
      port: 8080,
      host: '127.0.0.1',
      home: '.unde',
      profile: 'development',
      redisUrl: '',
    });
  });

  test('are servers when all of them are named, with as many shards as are listed', () => {
    const settings = readSettings({
      ...SERVERS,
      UNDE_ADDRESSES: 'voice=http://10.0.0.1:8080, mood-agent=http://10.0.0.2:8080',
    });
    expect(settings.isEmbedded).toBe(false);
    expect([...settings.shards]).toEqual([
      ['shard-0', 'postgres://a'],
      ['shard-1', 'postgres://b?x=y'],
    ]);
    expect([...settings.peers.keys()]).toEqual(['voice', 'mood-agent']);
  });

  test.each(Object.keys(SERVERS))('refuse a part of the servers: without %s', (name) => {
    expect(() => readSettings({ ...SERVERS, [name]: '' })).toThrow(/together, or none/u);
  });

  test('name every fault at once', () => {
    expect(() => readSettings({ PORT: 'http', UNDE_LOG_LEVEL: 'loud', UNDE_PROFILE: 'party' })).toThrow(
      /3 fault\(s\)[\s\S]*PORT=http[\s\S]*UNDE_LOG_LEVEL=loud/u,
    );
    expect(() => readSettings({ UNDE_ADDRESSES: 'http://10.0.0.1' })).toThrow(
      /UNDE_ADDRESSES is a list of name=url pairs/u,
    );
  });
});
