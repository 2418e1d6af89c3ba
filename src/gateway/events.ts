import type { Logger } from '#kernel/log';
import type { Metrics } from '#kernel/metric';

/** What happens at the door. */
export interface GatewayEvents {
  readonly sessionOpened: () => void;
  readonly tokenReused: () => void;
  readonly messageAccepted: (facts: { requestId: string; durationMs: number }) => void;
  readonly limited: (limit: string) => void;
  readonly overloaded: (facts: { requestId: string; running: number }) => void;
  readonly crisisDetected: (facts: { requestId: string; language: string }) => void;
  readonly crisisRecordFailed: (facts: { requestId: string; error: unknown }) => void;
  readonly voiceSignalsDropped: (reason: string) => void;
  readonly sensorFailed: (facts: { requestId: string; sensor: string; error: unknown }) => void;
  readonly turnFailed: (facts: { requestId: string; error: unknown }) => void;
  readonly publishFailed: (facts: { requestId: string; type: string; error: unknown }) => void;
  readonly supersedeFailed: (facts: { requestId: string; by: string; error: unknown }) => void;
  readonly relayFailed: (facts: { requestId: string; error: unknown }) => void;
  readonly streamsOpen: (count: number) => void;
}

/** Joins the log and the metrics. */
export function createGatewayEvents(log: Logger, metrics: Metrics): GatewayEvents {
  const accepted = metrics.histogram({
    name: 'app_chat_accept_ms',
    help: 'Chat request until the message is stored',
    buckets: [2, 5, 10, 20, 50, 100, 250, 1000, 5000],
  });
  const limited = metrics.counter({ name: 'app_rate_limited_total', help: 'Refused requests', labels: ['limit'] });
  const overloaded = metrics.counter({ name: 'app_overloaded_total', help: 'Turns answered with the busy line' });
  const crisis = metrics.counter({ name: 'unde_crisis_detected_total', help: 'Crisis messages', labels: ['lang'] });
  const dropped = metrics.counter({
    name: 'app_voice_signals_dropped_total',
    help: 'Voice signals that were not used',
    labels: ['reason'],
  });
  const sensors = metrics.counter({
    name: 'app_sensor_failures_total',
    help: 'Sensors that gave no frame',
    labels: ['sensor'],
  });
  const unpublished = metrics.counter({
    name: 'app_events_unpublished_total',
    help: 'Events that could not be told to their user',
    labels: ['type'],
  });
  const streams = metrics.gauge({ name: 'app_event_streams', help: 'Open event streams' });
  const sessions = metrics.counter({ name: 'app_sessions_opened_total', help: 'New anonymous sessions' });
  return {
    sessionOpened: () => sessions.increment(),
    tokenReused: () => log.warn({}, 'session.refresh_token_reused'),
    messageAccepted: ({ requestId, durationMs }) => {
      accepted.observe(durationMs);
      log.info({ request_id: requestId, duration_ms: Math.round(durationMs) }, 'chat.accepted');
    },
    limited: (limit) => limited.increment({ limit }),
    overloaded: ({ requestId, running }) => {
      overloaded.increment();
      log.warn({ request_id: requestId, running }, 'chat.overloaded');
    },
    crisisDetected: ({ requestId, language }) => {
      crisis.increment({ lang: language });
      log.warn({ request_id: requestId, language, notify: 'team' }, 'crisis.detected');
    },
    crisisRecordFailed: ({ requestId, error }) => log.error({ request_id: requestId, error }, 'crisis.record_failed'),
    voiceSignalsDropped: (reason) => dropped.increment({ reason }),
    sensorFailed: ({ requestId, sensor, error }) => {
      sensors.increment({ sensor });
      log.warn({ request_id: requestId, sensor, error }, 'sensor.failed');
    },
    turnFailed: ({ requestId, error }) => log.error({ request_id: requestId, error }, 'turn.failed'),
    publishFailed: ({ requestId, type, error }) => {
      unpublished.increment({ type });
      log.error({ request_id: requestId, type, error }, 'event.publish_failed');
    },
    supersedeFailed: ({ requestId, by, error }) =>
      log.warn({ request_id: requestId, by, error }, 'turn.supersede_failed'),
    relayFailed: ({ requestId, error }) => log.warn({ request_id: requestId, error }, 'voice.relay_failed'),
    streamsOpen: (count) => streams.set(count),
  };
}
