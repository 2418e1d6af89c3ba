import { test } from 'vitest';
import { WebSocket } from 'ws';
import { openUser } from '../support/api.ts';
import { startInstallation } from '../support/installation.ts';
test('dbg', async () => {
  const unde = await startInstallation({ topology: 'process-per-service', environment: { UNDE_LOG_LEVEL: 'debug' } });
  const user = await openUser(unde.url);
  const told = await user.say('hello');
  const s = new WebSocket(`${unde.url().replace('http', 'ws')}/api/v1/voice/${told.requestId}`);
  s.on('open', () => { console.log('open'); s.send(JSON.stringify({ type: 'authorize', token: user.session.token })); });
  s.on('message', (d: Buffer, b: boolean) => console.log(b ? d.length : d.toString()));
  s.on('close', (c, r) => console.log('close', c, r.toString()));
  await new Promise((r) => setTimeout(r, 6000));
  console.log(unde.logs().split('\n').filter((l) => /socket|voice|relay|error|upgrade/i.test(l)).map((l) => l.slice(0, 900)).slice(-25).join('\n'));
  await unde.stop();
}, 100_000);
