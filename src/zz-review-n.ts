import { mkdtemp, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { start } from '#app/start';
import { newId } from '#kernel/id';
import { DependencyError } from '#kernel/error';
import { silentLogger } from '#kernel/log';
import { signAnswer } from '#user-data/memory/sign-answer';
import { makeSecrets } from '../test/support/installation.ts';
import { openUser, request, collect } from '../test/support/api.ts';

const home = await mkdtemp('/tmp/zz-n-');
const secrets = makeSecrets();
const env = { ...secrets, UNDE_HOME: home, PORT: '0', UNDE_LOG_LEVEL: 'error', GATEWAY_SESSIONS_PER_IP_HOUR: '10000', GATEWAY_MESSAGES_PER_IP_SECOND: '1000', GATEWAY_MESSAGES_PER_USER_MINUTE: '1000', GATEWAY_MESSAGES_PER_USER_SECOND: '100' };
const errs: string[] = [];
const log: any = { ...silentLogger, error: (f: any, e: string) => errs.push(`${e} ${f.error?.message ?? ''} ${f.error?.cause?.message ?? ''}`), child: () => log };
const knobs = { rememberDelayMs: 0, appendFail: '' as string, cacheDelayMs: 0, llmDelayMs: 0 };
const adapt = (port: any, adapter: any): any => {
  if (port.name === 'cache') {
    return new Proxy(adapter, { get: (t, n) => {
      const v = t[n];
      if (typeof v !== 'function' || n === 'follow' || n === 'close') return typeof v === 'function' ? v.bind(t) : v;
      return async (...a: any[]) => { if (knobs.cacheDelayMs) await sleep(knobs.cacheDelayMs); if (n === 'append' && knobs.appendFail && String(a[1]).includes(knobs.appendFail)) { knobs.appendFail = ''; throw new DependencyError('redis away'); } return v.apply(t, a); };
    } });
  }
  if (port.name === 'routing') return { ...adapter, autocommit: async (u: string, run: any) => { const r = await adapter.autocommit(u, run); if (r && r.outcome === 'inserted' && knobs.rememberDelayMs) await sleep(knobs.rememberDelayMs); return r; } };
  if (port.name === 'language-models') return adapter.map((m: any) => ({ ...m, provider: m.provider, modelName: m.modelName, generateObject: m.generateObject?.bind(m), stream: (r: any) => { const s = m.stream(r); return { outcome: s.outcome, text: (async function* () { if (knobs.llmDelayMs) await sleep(knobs.llmDelayMs, undefined, { signal: r.signal }); yield* s.text; })() }; } }));
  return adapter;
};
let running = await start({ names: ['all'], environment: env, log, adapt });
const url = () => running.url!;
const user = () => openUser(url);
const say = (...a: any[]) => console.log(...a);
const only = process.argv[2];
const test = async (name: string, run: () => Promise<void>) => { if (only && !only.split(',').includes(name.split(' ')[0]!)) return; try { say(`\n## ${name}`); await run(); } catch (e: any) { say('  threw', e.message?.slice(0, 300)); } };
const history = async (u: any) => (await u.call('/api/v1/history')).body.messages.map((m: any) => `${m.role}:${m.request_id?.slice(-4)}:${m.content.slice(0, 40)}`);
const done = async (u: any, r: string) => { for (let i = 0; i < 100; i++) { const p = await u.poll(r); if (p.status === 200) return p; if (['superseded','cancelled'].includes(p.body.status)) return p; await sleep(100); } return u.poll(r); };

await test('V1 forged deadline header', async () => {
  for (const v of ['1.5', '5000000000', '0']) { const a = await request(`${url()}/api/v1/status`, { headers: { 'x-deadline-ms': v } }); say('  ', v, a.status, JSON.stringify(a.body).slice(0, 120)); }
});
await test('V2 foreign cancel', async () => {
  const a = await user(), b = await user(); knobs.llmDelayMs = 1500;
  const s = await a.send('I want a dress up to 900 AED');
  const c = await b.call(`/api/v1/chat/${s.requestId}/cancel`, { method: 'POST', body: {} });
  say('  B cancels A:', c.status, JSON.stringify(c.body)); knobs.llmDelayMs = 0; await sleep(500);
  const p = await a.poll(s.requestId); say('  A sees', p.status, p.body.status);
});
await test('V3 same message id, new request id', async () => {
  const a = await user(); const m = newId();
  const r1 = newId(), r2 = newId();
  await a.call('/api/v1/chat', { body: { message: 'hello there my friend', message_id: m, request_id: r1 } }); await done(a, r1);
  const x = await a.call('/api/v1/chat', { body: { message: 'hello there my friend', message_id: m, request_id: r2 } }); say('  second POST', x.status, JSON.stringify(x.body)); const p = await done(a, r2);
  say('  poll second', p.status, p.body.status); say('  ', await history(a));
});
await test('V5 replayed answer then read', async () => {
  const a = await user(); await a.say('hello');
  const h = (await a.call('/api/v1/history')).body as any; const conv = h.conversation_id;
  const r = newId(), um = newId(), am = newId(), t1 = new Date().toISOString(), t2 = new Date(Date.now() + 5).toISOString();
  const sig = signAnswer(Buffer.from(secrets['REPLAY_SIGNING_KEY']!, 'base64'), { conversationId: conv, id: am, content: 'Here you are.', cards: [], createdAt: t2 });
  const v = await a.call('/api/v1/verify-and-replay', { body: { conversation_id: conv, unconfirmed: [{ id: um, request_id: r, role: 'user', content: 'lost question here', created_at: t1 }, { id: am, request_id: r, role: 'assistant', content: 'Here you are.', created_at: t2, signature: sig }] } });
  say('  replay', v.status, JSON.stringify((v.body as any).results?.map((x: any) => x.status)));
  const p = await a.poll(r); say('  GET chat', p.status, JSON.stringify(p.body).slice(0, 160));
  const again = await a.call('/api/v1/chat', { body: { message: 'lost question here', message_id: um, request_id: r } }); say('  POST same ids', again.status, JSON.stringify(again.body).slice(0, 160));
  const got: string[] = []; try { for await (const e of a.events('/api/v1/events', { lastEventId: '1-1', signal: AbortSignal.timeout(1500) })) got.push(e.event.type); } catch (e: any) { got.push('ERR ' + e.message.slice(0, 200)); } say('  stream with lost place:', got.join(' '));
});
await test('V7 supersede while remembering', async () => {
  const a = await user(); await a.say('hello'); knobs.rememberDelayMs = 600;
  const s1 = await a.send('I want a dress up to 900 AED');
  const until = Date.now() + 1300; const types: string[] = [];
  const st = (async () => { for await (const e of a.events(`/api/v1/chat/${s1.requestId}/events`)) types.push(e.event.type); })();
  while (!types.includes('text') && Date.now() < until) await sleep(5);
  await sleep(150);
  const s2 = await a.send('no, make it blue please'); knobs.rememberDelayMs = 0;
  say('  A types at supersede', types.join(' '));
  const p2 = await done(a, s2.requestId); await st; const p1 = await a.poll(s1.requestId);
  say('  first:', p1.status, p1.body.status, '| events', types.join(' '), '| second:', p2.status); say('  ', await history(a));
});
await test('V8 publish fails once', async () => {
  const a = await user(); await a.say('hello'); knobs.appendFail = '"type":"text"';
  const s = await a.send('I want a dress up to 900 AED'); await sleep(1500);
  const p = await a.poll(s.requestId); say('  after one failed text publish:', s.answer.status, p.status, p.body.status); say('  ', await history(a));
  const u = await user(); knobs.appendFail = '"type":"accepted"'; const s2 = await u.send('hello my friend'); say('  accepted publish failed: POST', s2.answer.status, JSON.stringify(s2.answer.body).slice(0, 140));
  const t = Date.now(); const s3 = await u.send('and another message now'); const p3 = await done(u, s3.requestId); say('  next message', s3.answer.status, p3.status, p3.body.status, `${Date.now() - t} ms`); say('  ', await history(u));
});
await test('V9 twin POST with slow cache', async () => {
  const a = await user(); await a.say('hello'); knobs.cacheDelayMs = 2; const body = { message: 'I want a dress up to 900 AED', message_id: newId(), request_id: newId() };
  const [x, y] = await Promise.all([a.call('/api/v1/chat', { body }), a.call('/api/v1/chat', { body })]); knobs.cacheDelayMs = 0;
  await done(a, body.request_id); await sleep(500);
  const types = (await collect(a.events(`/api/v1/chat/${body.request_id}/events`))).map(({ event }) => event.type); say('  ', x.status, y.status, types.join(' '));
  const all: string[] = []; try { for await (const e of a.events('/api/v1/events', { lastEventId: '1-1', signal: AbortSignal.timeout(800) })) if (e.event.request_id === body.request_id) all.push(e.event.type); } catch { /* end */ } say('   whole log:', all.join(' '));
});
await test('V10 two different messages at once', async () => {
  const a = await user(); await a.say('hello'); knobs.cacheDelayMs = 2;
  const [x, y] = await Promise.all([a.send('I want a red dress'), a.send('no, a blue one')]); knobs.cacheDelayMs = 0;
  const p = await done(a, x.requestId), q = await done(a, y.requestId); say('  ', p.status, p.body.status, q.status, q.body.status); say('  ', await history(a));
});
await test('V11 crisis words replayed with a size', async () => {
  const a = await user(); await a.say('hello'); const conv = ((await a.call('/api/v1/history')).body as any).conversation_id;
  const v = await a.call('/api/v1/verify-and-replay', { body: { conversation_id: conv, unconfirmed: [{ id: newId(), request_id: newId(), role: 'user', content: 'I want to die. My size is M.', created_at: new Date().toISOString() }] } }); say('  ', v.status);
  say('  facts', JSON.stringify(((await a.call('/api/v1/memory')).body as any).facts.map((f: any) => `${f.type}/${f.key}=${f.value}`)));
});
await test('V12 revoked device keeps its stream', async () => {
  const a = await user(); await a.say('hello'); const other = await openUser(url); void other;
  const got: string[] = []; const ac = new AbortController(); const st = (async () => { for await (const e of a.events('/api/v1/events', { signal: ac.signal })) got.push(e.event.type); })();
  const code = ((await a.call('/api/v1/session/link-code', { method: 'POST', body: {} })).body as any).code;
  const linked = await request<any>(`${url()}/api/v1/session/link`, { body: { code, device_id: newId() } }); 
  await request(`${url()}/api/v1/devices/${a.session.device_id}`, { method: 'DELETE', token: linked.body.token });
  const tokenCheck = await a.call('/api/v1/history'); await request(`${url()}/api/v1/chat`, { token: linked.body.token, body: { message: 'secret talk of the other device' } }); await sleep(1500); ac.abort(); await st;
  say('  old token', tokenCheck.status, 'stream still got', got.join(' '));
});
await test('V13 client gone while superseding', async () => {
  const a = await user(); await a.say('hello'); knobs.llmDelayMs = 800; const s1 = await a.send('I want a dress up to 900 AED');
  const ids = { request_id: newId(), message_id: newId() };
  const x = await a.call('/api/v1/chat', { body: { ...ids, message: 'no, a blue one' }, headers: { 'x-deadline-ms': '0' } }); say('  second POST', x.status, JSON.stringify(x.body).slice(0, 120)); knobs.llmDelayMs = 0; await sleep(1500);
  const p = await a.poll(s1.requestId), q = await a.poll(ids.request_id); say('  first', p.status, p.body.status, p.body.by?.slice(-4), '| second', q.status, JSON.stringify(q.body).slice(0, 80)); say('  ', await history(a));
  const t = Date.now(); const z = await a.call('/api/v1/chat', { body: { ...ids, message: 'no, a blue one' } }); const d = await done(a, ids.request_id); say('  retry', z.status, d.status, `${Date.now() - t}`); say('  ', await history(a));
});
await test('V14 poll cost with a full log', async () => {
  const a = await user(); for (let i = 0; i < 25; i++) await a.say('I want a casual look for the weekend up to 700 AED');
  const t = Date.now(); for (let i = 0; i < 20; i++) await a.poll(newId()); say('  GET /chat/{id}, 25 answers in the log:', (Date.now() - t) / 20, 'ms each');
});
await test('V15 drain accepts', async () => {
  const a = await user(); await a.say('hello'); knobs.llmDelayMs = 1500; await a.send('I want a dress up to 900 AED'); const stopping = running.stop(); await sleep(200);
  const b = await a.send('one more message while it stops').catch((e) => ({ answer: { status: e.message } } as any)); say('  POST during drain', b.answer.status);
  const got = await request(`${url()}/health`).catch((e) => ({ status: e.message })); say('  health', got.status); say('  clean:', await stopping);
});
say('\nerrors logged:', errs.slice(0, 12));
if (!only || !only.includes('V15')) await running.stop();
await rm(home, { recursive: true, force: true });
process.exit(0);
