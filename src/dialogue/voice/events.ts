import type { AppError } from '#kernel/error';
import type { Logger } from '#kernel/log';
import type { Metrics } from '#kernel/metric';

/** What happens here that somebody wants to know: one function an event. */
export type VoiceEvents = ReturnType<typeof createVoiceEvents>;

const LATENCY_BUCKETS_MS = [25, 50, 100, 150, 200, 300, 400, 500, 750, 1_000, 2_000, 5_000];

/** Logs and metrics. Never the text, only its length. @see operations.md 7 */
export function createVoiceEvents({ log, metrics }: { readonly log: Logger; readonly metrics: Metrics }) {
  const latency = metrics.histogram({
    name: 'voice_tts_latency_ms',
    help: 'From the call of the vendor to its first audio',
    buckets: LATENCY_BUCKETS_MS,
  });
  const calls = metrics.counter({
    name: 'voice_elevenlabs_calls',
    help: 'Texts handed to the speech model',
    labels: ['model'],
  });
  const errors = metrics.counter({
    name: 'voice_elevenlabs_errors',
    help: 'Failed calls of the speech model',
    labels: ['code'],
  });
  const connections = metrics.gauge({ name: 'voice_ws_connections', help: 'Open sockets' });
  const phrases = metrics.counter({ name: 'voice_phrase_cache_total', help: 'Cacheable phrases', labels: ['outcome'] });
  const stops = metrics.counter({ name: 'voice_barge_in_total', help: 'Streams stopped by the listener' });
  let open = 0;
  return {
    asked: (model: string): void => calls.increment({ model }),
    firstAudio: (elapsedMs: number): void => latency.observe(elapsedMs),
    failed(requestId: string, error: AppError, attempt: number): void {
      errors.increment({ code: error.code });
      log.warn({ request_id: requestId, code: error.code, attempt }, 'voice.vendor-failed');
    },
    phraseFound: (isHit: boolean): void => phrases.increment({ outcome: isHit ? 'hit' : 'miss' }),
    cacheFailed: (requestId: string, error: unknown): void =>
      log.warn({ request_id: requestId, error }, 'voice.cache-failed'),
    opened(requestId: string): void {
      connections.set(++open);
      log.debug({ request_id: requestId }, 'voice.stream-opened');
    },
    closed(requestId: string, outcome: { readonly sentences: number; readonly sentBytes: number }): void {
      connections.set(--open);
      log.info(
        { request_id: requestId, sentences: outcome.sentences, sent_bytes: outcome.sentBytes },
        'voice.stream-closed',
      );
    },
    stopped(requestId: string, spokenChars: number): void {
      stops.increment();
      log.info({ request_id: requestId, spoken_chars: spokenChars }, 'voice.stopped');
    },
    refused: (requestId: string, reason: string): void =>
      log.warn({ request_id: requestId, reason }, 'voice.stream-refused'),
  };
}
