import { describe, expect, test } from 'vitest';
import { openUser, request } from '../support/api.ts';
import type { ApiUser } from '../support/api.ts';
import { waitUntil } from '../support/child-process.ts';
import type { Installation } from '../support/installation.ts';

interface Status {
  readonly version: string;
  readonly vendors: readonly { capability: string; mode: string; note: string }[];
}

/** Decisions that show only in a whole installation; the others are tested beside their code by the same numbers. @see DESIGN.md 8 */
export function describeDecisions(installation: () => Installation): void {
  const url = (): string => installation().url();
  const newUser = (): Promise<ApiUser> => openUser(url);

  describe('by the decisions of the design', () => {
    test('8.16: says plainly what is emulated, and what is weak', async () => {
      const { body } = await request<Status>(`${url()}/api/v1/status`);
      const modes = new Map(body.vendors.map((vendor) => [vendor.capability, vendor]));
      for (const capability of ['language-model', 'embedding-model', 'speech-model', 'weather-source']) {
        expect(modes.get(capability)).toMatchObject({ mode: 'emulated', note: expect.stringMatching(/.{10}/u) });
      }
      expect(body.version).toMatch(/^\d+\.\d+\.\d+/u);
    });

    test('8.9, 8.12: the vector of a message comes later, by a job of the shard, with the name of its model', async () => {
      const { query } = installation();
      if (!query) return;
      const user = await newUser();
      const told = await user.say('I love long walks on the beach and the colour of sand');
      const [row] = await waitUntil('the vector', async () => {
        const rows = await query(
          'shard',
          'SELECT embedding_model FROM messages WHERE id = $1 AND embedding IS NOT NULL',
          [told.messageId],
        );
        return rows.length > 0 ? rows : undefined;
      });
      expect(row?.['embedding_model']).toEqual(expect.stringMatching(/.+/u));
      const jobs = await query('shard', "SELECT data FROM jobs.job WHERE name = 'embed-message'");
      expect(JSON.stringify(jobs)).not.toContain('beach');
    });

    test('8.13: facts are never in the clear', async () => {
      const { query } = installation();
      if (!query) return;
      const user = await newUser();
      await user.say('My size is XXL and I am allergic to mohair');
      const rows = await query(
        'shard',
        "SELECT encode(encrypted_data, 'escape') AS data, knowledge_key FROM user_knowledge WHERE user_id = $1",
        [user.session.user_id],
      );
      expect(rows).toHaveLength(2);
      expect(JSON.stringify(rows)).not.toMatch(/XXL|mohair/u);
    });

    test('the API describes itself, and its reference loads nothing from elsewhere', async () => {
      const document = await request<{ openapi: string; paths: Record<string, unknown> }>(`${url()}/api/openapi.json`);
      expect([document.status, document.body.openapi.slice(0, 3)]).toEqual([200, '3.1']);
      const page = await request<{ text: string }>(`${url()}/api/docs`);
      expect(page.status).toBe(200);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
      expect((await request(`${url()}/health`)).status).toBe(200);
    });

    test('the photo of a card can be seen, and no other object', async () => {
      const user = await newUser();
      const { reply } = await user.say('I need a dress up to 900 AED');
      const address = reply.items[0]?.image_url ?? '';
      const photo = await fetch(new URL(address, url()));
      expect([photo.status, photo.headers.get('content-type')]).toEqual([200, expect.stringMatching(/^image\//u)]);
      expect((await photo.arrayBuffer()).byteLength).toBeGreaterThan(1_000);
      const forged = new URL(address, url());
      forged.pathname = forged.pathname.replace(/[^/]+$/u, 'secrets');
      expect((await fetch(forged)).status).toBe(404);
    });

    test('nothing that was said, and no token, is in the logs', async () => {
      const user = await newUser();
      await user.say('my secret word is rhubarbella');
      const logs = installation().logs();
      expect(logs.length).toBeGreaterThan(100);
      expect(logs).not.toMatch(/rhubarbella/u);
      expect(logs).not.toContain(user.session.token);
      expect(logs).not.toContain(user.session.refresh_token);
      for (const secret of Object.values(installation().secrets)) expect(logs).not.toContain(secret);
    });
  });
}
