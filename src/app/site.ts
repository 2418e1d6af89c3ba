import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import type { Site, SiteDocument, SiteObject } from '#kernel/http-server';
import { gatewayContract } from '#gateway/contract';

/** Nothing from elsewhere, nothing inline. */
const PAGE_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
].join('; ');

/** The reference of the API styles itself inline; it holds no user's data. */
const DOCS_POLICY = PAGE_POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'").replace(
  "font-src 'self'",
  "font-src 'self' data:",
);

const SITE_HEADERS = {
  'content-security-policy': PAGE_POLICY,
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'permissions-policy': 'geolocation=(self), microphone=(self), camera=(self)',
  'cross-origin-opener-policy': 'same-origin',
};

const DOCS_PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>UNDE API</title><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><div id="reference"></div><script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>`;
const DOCS_START = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#reference', deepLinking: true, validatorUrl: null });`;

const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    retry_after_seconds: { type: 'number' },
    request_id: { type: 'string' },
  },
} as const;

/** What the public listener shows beside the API: the page, its photos, the API's reference. */
export function createSite(input: {
  readonly version: string;
  readonly pageDirectory: string;
  readonly openLink: (url: string) => Promise<SiteObject | undefined>;
}): Site {
  let document: Promise<string> | undefined;
  return {
    folders: existsSync(input.pageDirectory)
      ? [{ prefix: '/', directory: input.pageDirectory, isImmutable: false }]
      : [],
    headers: SITE_HEADERS,
    links: { '/objects': (url) => input.openLink(url) },
    documents: {
      '/api/openapi.json': async () => ({
        contentType: 'application/json',
        body: await (document ??= describeApi(input.version)),
      }),
      '/api/docs': async () => ({
        contentType: 'text/html; charset=utf-8',
        body: DOCS_PAGE,
        headers: { 'content-security-policy': DOCS_POLICY },
      }),
      '/api/docs/start.js': async () => ({ contentType: 'text/javascript; charset=utf-8', body: DOCS_START }),
      '/api/docs/swagger-ui-bundle.js': () => readReference('swagger-ui-bundle.js', 'text/javascript; charset=utf-8'),
      '/api/docs/swagger-ui.css': () => readReference('swagger-ui.css', 'text/css; charset=utf-8'),
    },
  };
}

/** The OpenAPI 3.1 document of the public contract; errors are problems. */
export async function describeApi(version: string): Promise<string> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(gatewayContract, {
    info: {
      title: 'UNDE',
      version,
      description:
        'The public API of UNDE: sessions, chat with an event stream, memory. Errors are problem+json (RFC 9457). `WS /api/v1/voice/{request_id}` speaks an answer aloud.',
    },
    security: [{ bearer: [] }],
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    customErrorResponseBodySchema: PROBLEM_SCHEMA as never,
  });
  return JSON.stringify(document, null, 2);
}

async function readReference(file: string, contentType: string): Promise<SiteDocument> {
  const path = createRequire(import.meta.url).resolve(`swagger-ui-dist/${file}`);
  return { contentType, body: await readFile(path) };
}
