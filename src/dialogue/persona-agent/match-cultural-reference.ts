import type { Intent } from '#dialogue/model/intent';
import type { ToneMode } from '#dialogue/model/persona';
import { LOW_MOOD_CONFIDENCE, LOW_VALENCE } from './choose-tone.ts';
import type { PersonaRequest } from './contract.ts';
import type { CulturalEntry, CulturalTopic } from './cultural-registry.ts';
import { CULTURAL_REGISTRY } from './cultural-registry.ts';
import type { ResolvedProfile } from './resolve-profile.ts';
import { describeConfidence } from './resolve-profile.ts';

/** What a reference depends on. */
export interface CulturalInput {
  readonly request: PersonaRequest;
  readonly tone: ToneMode;
  /** After overrides and the stage gate. */
  readonly profile: ResolvedProfile;
  /** Reason of an active block of references, if there is one. */
  readonly blockReason: string | undefined;
  /** Entries offered within the last 30 days. */
  readonly recentIds: ReadonlySet<string>;
  readonly now: Date;
  readonly registry?: readonly CulturalEntry[];
}

/** The entry to weave in, or the gates that forbid one. */
export interface CulturalMatch {
  readonly entry: CulturalEntry | undefined;
  readonly blockedBy: readonly string[];
}

const MAX_RECENT = 3;
const RECENT_WINDOW = 20;

const TOPICS: Readonly<Partial<Record<Intent, CulturalTopic>>> = {
  quick_search: 'looking',
  browse: 'looking',
  task_with_mood: 'looking',
  opinion_request: 'deciding',
  social_chat: 'talk',
  return_after_break: 'talk',
};

/** The gates that are closed; empty when a reference is allowed. @see persona.md 10 */
export function closedCulturalGates(input: CulturalInput): readonly string[] {
  const { request, profile } = input;
  const recent = request.last_n_response_meta.slice(0, RECENT_WINDOW).filter((meta) => meta.had_cultural_ref).length;
  const gates: readonly (readonly [boolean, string])[] = [
    [request.relationship_stage < 1, `stage=${request.relationship_stage}`],
    [!profile.origin_country.isKnown, describeConfidence('origin_country', profile.origin_country)],
    [profile.cultural_ref_enabled.value === false && request.relationship_stage >= 1, 'disabled'],
    [profile.humor_receptivity.value === 'none', 'humor=none'],
    [request.mood_frame.valence < LOW_VALENCE, `valence=${request.mood_frame.valence.toFixed(2)}`],
    [request.mood_frame.mood_confidence <= LOW_MOOD_CONFIDENCE, 'low mood confidence'],
    [request.crisis_window, 'crisis window'],
    [recent >= MAX_RECENT, `recent=${recent}`],
    [input.blockReason !== undefined, `temp block ${input.blockReason ?? ''}`],
  ];
  return gates.filter(([isClosed]) => isClosed).map(([, reason]) => `cultural_ref: ${reason}`);
}

/** Chooses a reference when every gate is open: the first entry of the country that fits language, tone, topic and date. */
export function matchCulturalReference(input: CulturalInput): CulturalMatch {
  const blockedBy = closedCulturalGates(input);
  if (blockedBy.length > 0) return { entry: undefined, blockedBy };
  const entry = (input.registry ?? CULTURAL_REGISTRY).find((candidate) => fits(candidate, input));
  return { entry, blockedBy: [] };
}

function fits(entry: CulturalEntry, input: CulturalInput): boolean {
  const { request, profile } = input;
  const topic = TOPICS[request.user_intent];
  const isDelicate = request.context_frame?.cultural.sensitivity_level === 'high';
  return (
    entry.countries.includes(String(profile.origin_country.value)) &&
    entry.languages.includes(request.user_lang) &&
    entry.tones.includes(input.tone) &&
    topic !== undefined &&
    entry.topics.includes(topic) &&
    (!isDelicate || entry.sensitivity === 'low') &&
    !input.recentIds.has(entry.id) &&
    isInSeason(entry, input.now)
  );
}

function isInSeason({ validDates }: CulturalEntry, now: Date): boolean {
  if (!validDates) return true;
  const day = now.toISOString().slice(5, 10);
  const [from, to] = validDates;
  return from <= to ? day >= from && day <= to : day >= from || day <= to;
}
