import { forward } from '#kernel/call';
import type { Call } from '#kernel/call';
import type { PeerClient } from '#kernel/service';
import type { contextAgentContract } from '#dialogue/context-agent/contract';
import type { CompactView } from '#dialogue/llm-orchestrator/contract';
import type { llmOrchestratorContract } from '#dialogue/llm-orchestrator/contract';
import type { moodAgentContract } from '#dialogue/mood-agent/contract';
import { frameKeys } from '#dialogue/model/frame-keys';
import { moodFrame } from '#dialogue/model/mood-frame';
import type { MoodFrame, VoiceSignals } from '#dialogue/model/mood-frame';
import type { Cache } from '#ports/cache';
import type { ChatBody } from './contract.ts';
import type { EventLog } from './event-log.ts';
import type { GatewayEvents } from './events.ts';

const FRAME_TTL_MS = 3_600_000;
const LATEST_TTL_MS = 86_400_000;
const SENSOR_TIMEOUT_MS = 2_000;

/** What the sensors need. */
export interface SensorDeps {
  readonly mood: PeerClient<typeof moodAgentContract>;
  readonly context: PeerClient<typeof contextAgentContract>;
  readonly orchestrator: PeerClient<typeof llmOrchestratorContract>;
  readonly cache: Cache;
  readonly eventLog: EventLog;
  readonly events: GatewayEvents;
}

/** A message for the sensors. */
export interface SensorInput {
  readonly userId: string;
  readonly requestId: string;
  readonly messageId: string;
  readonly text: string;
  readonly voiceSignals: VoiceSignals | null;
  readonly place: Pick<ChatBody, 'lat' | 'lng' | 'mall_id' | 'companions'>;
}

/**
 * Starts both sensors beside the answer. Their frames go to the cache (the mood agent keeps its own there), where the
 * orchestrator waits for them a little; the mood goes to the app at once. A sensor that fails costs its frame and nothing
 * else. @see dialogue.md 2.5
 */
export async function startSensors(deps: SensorDeps, input: SensorInput, call: Call): Promise<void> {
  const lost = (sensor: string, error: unknown): undefined => {
    deps.events.sensorFailed({ requestId: input.requestId, sensor, error });
    return undefined;
  };
  const [view, previous] = await Promise.all([
    deps.orchestrator
      .compact({ user_id: input.userId }, forward(call, { timeoutMs: SENSOR_TIMEOUT_MS }))
      .catch((error: unknown) => lost('compact', error)),
    readLatestMood(deps, input.userId).catch((error: unknown) => lost('previous mood', error)),
  ]);
  const guard = (sensor: string, work: Promise<void>): Promise<void> =>
    work.catch((error: unknown) => lost(sensor, error));
  await Promise.all([
    guard('mood', senseMood(deps, input, { view, previous }, call)),
    guard('context', senseContext(deps, input, view, call)),
  ]);
}

async function readLatestMood({ cache }: SensorDeps, userId: string): Promise<MoodFrame | undefined> {
  const latest = await cache.get(frameKeys.latestMood(userId));
  return latest === undefined ? undefined : moodFrame.safeParse(JSON.parse(latest)).data;
}

interface Before {
  readonly view: CompactView | undefined;
  readonly previous: MoodFrame | undefined;
}

async function senseMood(deps: SensorDeps, input: SensorInput, { view, previous }: Before, call: Call): Promise<void> {
  const { userId, requestId, messageId, text } = input;
  const frame = await deps.mood.analyze(
    {
      user_id: userId,
      request_id: requestId,
      message_id: messageId,
      text,
      previous_mood_frame: previous ?? null,
      last_message_at: view?.recent_messages.findLast(({ role }) => role === 'user')?.at ?? null,
      voice_signals: input.voiceSignals,
      recent_context:
        view?.recent_messages.map(({ role, text: line, valence }) => ({ role, text: line, valence })) ?? [],
    },
    forward(call, { timeoutMs: SENSOR_TIMEOUT_MS }),
  );
  await deps.eventLog.publish(userId, { type: 'mood', request_id: requestId, mood: frame });
}

async function senseContext(
  deps: SensorDeps,
  input: SensorInput,
  view: CompactView | undefined,
  call: Call,
): Promise<void> {
  const { userId, requestId, messageId, place } = input;
  const frame = await deps.context.context(
    {
      user_id: userId,
      request_id: requestId,
      lat: place.lat ?? null,
      lng: place.lng ?? null,
      mall_id: place.mall_id ?? null,
      companions: place.companions ?? null,
      compact_preferences: {
        favorite_brands: view?.favorite_brands ?? [],
        allergies: view?.allergies ?? [],
        interests: view?.interests ?? [],
        cultural_sensitivity_level: view?.cultural_sensitivity_level ?? 'medium',
      },
    },
    forward(call, { timeoutMs: SENSOR_TIMEOUT_MS }),
  );
  const json = JSON.stringify(frame);
  await Promise.all([
    deps.cache.set(frameKeys.context(userId, messageId), json, { ttlMs: FRAME_TTL_MS }),
    deps.cache.set(frameKeys.latestContext(userId), json, { ttlMs: LATEST_TTL_MS }),
  ]);
}
