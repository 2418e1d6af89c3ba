import { describe, expect, test } from 'vitest';
import { createSite, describeApi } from './site.ts';

interface Operation {
  readonly responses: Record<string, { readonly content?: Record<string, unknown> }>;
  readonly summary?: string;
}

describe('the site of the public door', () => {
  test('describes the whole public API as OpenAPI 3.1', async () => {
    const document = JSON.parse(await describeApi('1.2.3')) as {
      openapi: string;
      info: { version: string };
      paths: Record<string, Record<string, Operation>>;
    };
    expect(document.openapi).toMatch(/^3\.1\./u);
    expect(document.info.version).toBe('1.2.3');
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(operations).toEqual(
      expect.arrayContaining([
        'POST /api/v1/session',
        'POST /api/v1/session/refresh',
        'DELETE /api/v1/session',
        'POST /api/v1/session/link',
        'GET /api/v1/devices',
        'DELETE /api/v1/devices/{device_id}',
        'POST /api/v1/chat',
        'GET /api/v1/chat/{request_id}',
        'GET /api/v1/chat/{request_id}/events',
        'GET /api/v1/events',
        'GET /api/v1/history',
        'GET /api/v1/memory',
        'POST /api/v1/verify-and-replay',
      ]),
    );
    expect(Object.keys(document.paths['/api/v1/chat']!['post']!.responses)).toContain('202');
    for (const methods of Object.values(document.paths))
      for (const { summary } of Object.values(methods)) expect(summary).toBeTruthy();
  });

  test('lets a page load nothing from elsewhere and run nothing inline', () => {
    const { headers } = createSite({ version: '1', pageDirectory: '/nowhere', openLink: async () => undefined });
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/u);
  });

  test('shows the reference of the API from its own address', async () => {
    const { documents } = createSite({ version: '1', pageDirectory: '/nowhere', openLink: async () => undefined });
    const page = await documents['/api/docs']!();
    expect(String(page.body)).not.toMatch(/https?:/u);
    const used = [...String(page.body).matchAll(/(?:src|href)="([^"]+)"/gu)].map(([, path]) => path!);
    expect(used.length).toBeGreaterThan(1);
    for (const path of used) expect((await documents[path]!()).body.length).toBeGreaterThan(20);
  });
});
