/** Which threshold and which momentum a field has. @see persona.md 3.2 */
export type FieldGroup = 'safe' | 'moderate' | 'sensitive' | 'cultural';

/** Confidence from which a value is used, and how far signals may move it. @see persona.md 3.2 */
export const FIELD_GROUPS: Readonly<
  Record<FieldGroup, { readonly threshold: number; readonly maxPerExchange: number; readonly maxPerDay: number }>
> = {
  safe: { threshold: 0.3, maxPerExchange: 0.1, maxPerDay: 0.3 },
  moderate: { threshold: 0.5, maxPerExchange: 0.08, maxPerDay: 0.25 },
  sensitive: { threshold: 0.7, maxPerExchange: 0.05, maxPerDay: 0.15 },
  cultural: { threshold: 0.8, maxPerExchange: 0.05, maxPerDay: 0.15 },
};

/** What the values of a field look like. `scale`: ordered; `choice`: unordered; `set` and `list`: several values. */
export type FieldKind = 'scale' | 'choice' | 'set' | 'text' | 'country' | 'list' | 'flag';

/** Value of a field after validation. */
export type FieldValue = string | boolean | readonly string[] | null;

/** One field of the communication profile, as data. */
export interface FieldSpec {
  readonly kind: FieldKind;
  /** Ascending for a scale; the allowed values for a choice or a set; empty when free. */
  readonly values: readonly string[];
  readonly default: FieldValue;
  readonly group: FieldGroup;
  /** Rate of the confidence decay, per day. */
  readonly decayPerDay: number;
  /** Whether an explicit wish may exceed the stage limit. @see persona.md 2 */
  readonly overrideClass: 'safe' | 'locked';
  /** The highest value at stage 0 and at stage 1; stages 2 and 3 have none. */
  readonly stageMax?: readonly [FieldValue, FieldValue];
}

type Rest = Omit<FieldSpec, 'kind' | 'values' | 'overrideClass'> & { readonly overrideClass?: 'safe' };

function field(kind: FieldKind, values: readonly string[], rest: Rest): FieldSpec {
  return { kind, values, overrideClass: 'locked', ...rest };
}

/** The 23 fields. @see persona.md 3.1 */
export const FIELD_SPECS = {
  humor_receptivity: field('scale', ['none', 'low', 'medium', 'high'], {
    default: 'medium',
    group: 'safe',
    decayPerDay: 0.003,
    overrideClass: 'safe',
    stageMax: ['low', 'medium'],
  }),
  humor_types: field('set', ['situational', 'wordplay', 'irony', 'self_irony'], {
    default: [],
    group: 'safe',
    decayPerDay: 0.003,
  }),
  honesty_preference: field('scale', ['gentle', 'balanced', 'direct'], {
    default: 'balanced',
    group: 'moderate',
    decayPerDay: 0.001,
  }),
  praise_style: field('scale', ['rare', 'balanced', 'frequent'], {
    default: 'balanced',
    group: 'safe',
    decayPerDay: 0.003,
    stageMax: ['balanced', 'frequent'],
  }),
  opinion_strength: field('scale', ['soft', 'has_opinion', 'strong_opinion'], {
    default: 'has_opinion',
    group: 'moderate',
    decayPerDay: 0.003,
    stageMax: ['has_opinion', 'strong_opinion'],
  }),
  support_style: field('choice', ['listen', 'encourage', 'solve'], {
    default: 'listen',
    group: 'moderate',
    decayPerDay: 0.003,
  }),
  emotional_depth: field('scale', ['surface', 'moderate', 'deep'], {
    default: 'moderate',
    group: 'moderate',
    decayPerDay: 0.001,
    stageMax: ['surface', 'moderate'],
  }),
  proactivity_tolerance: field('scale', ['minimal', 'moderate', 'active'], {
    default: 'moderate',
    group: 'safe',
    decayPerDay: 0.003,
    stageMax: ['minimal', 'moderate'],
  }),
  memory_manifestation: field('scale', ['subtle', 'natural', 'explicit'], {
    default: 'natural',
    group: 'safe',
    decayPerDay: 0.003,
    stageMax: ['subtle', 'natural'],
  }),
  formality: field('scale', ['very_casual', 'casual', 'neutral', 'formal'], {
    default: 'casual',
    group: 'safe',
    decayPerDay: 0.001,
    overrideClass: 'safe',
  }),
  verbosity_preference: field('scale', ['concise', 'balanced', 'detailed'], {
    default: 'balanced',
    group: 'safe',
    decayPerDay: 0.003,
    overrideClass: 'safe',
  }),
  emoji_tolerance: field('scale', ['none', 'low', 'medium', 'high'], {
    default: 'low',
    group: 'safe',
    decayPerDay: 0.003,
    overrideClass: 'safe',
  }),
  nickname: field('text', [], { default: null, group: 'safe', decayPerDay: 0.004 }),
  shopping_style: field('scale', ['cautious', 'balanced', 'impulsive'], {
    default: 'balanced',
    group: 'safe',
    decayPerDay: 0.003,
  }),
  origin_country: field('country', [], { default: null, group: 'cultural', decayPerDay: 0 }),
  origin_city: field('text', [], { default: null, group: 'cultural', decayPerDay: 0 }),
  cultural_ref_enabled: field('flag', [], {
    default: true,
    group: 'cultural',
    decayPerDay: 0,
    stageMax: [false, true],
  }),
  languages_comfort: field('list', [], { default: [], group: 'safe', decayPerDay: 0 }),
  weight_sensitivity: field('scale', ['normal', 'sensitive'], {
    default: null,
    group: 'sensitive',
    decayPerDay: 0.005,
  }),
  budget_sensitivity: field('scale', ['low', 'medium', 'high'], {
    default: 'medium',
    group: 'sensitive',
    decayPerDay: 0.005,
  }),
  age_sensitivity: field('scale', ['normal', 'sensitive'], { default: null, group: 'sensitive', decayPerDay: 0.005 }),
  relationship_openness: field('scale', ['private', 'sometimes', 'open'], {
    default: 'sometimes',
    group: 'moderate',
    decayPerDay: 0.005,
  }),
  error_reaction: field('choice', ['laugh_it_off', 'neutral', 'apologetic'], {
    default: 'neutral',
    group: 'moderate',
    decayPerDay: 0.003,
  }),
} as const satisfies Record<string, FieldSpec>;

/** Name of a field of the profile. */
export type FieldName = keyof typeof FIELD_SPECS;
/** All names, in the order of the specification. */
export const FIELD_NAMES = Object.keys(FIELD_SPECS) as readonly FieldName[];

/** Whether a text names a field. */
export function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(FIELD_SPECS, name);
}

/** The data of one field. */
export function fieldSpec(name: FieldName): FieldSpec {
  return FIELD_SPECS[name];
}

/** Names of earlier versions, renamed on input with a warning. @see persona.md 3.3 */
export const FIELD_ALIASES: Readonly<Record<string, FieldName>> = {
  humor_level: 'humor_receptivity',
  directness: 'honesty_preference',
  cultural_references: 'cultural_ref_enabled',
  reaction_to_mistakes: 'error_reaction',
  encouragement_style: 'support_style',
  price_sensitivity: 'budget_sensitivity',
};

/** Source rank: breaks ties between writes to the profile. @see persona.md 3.3, P-05 */
export const SOURCE_RANK = {
  settings: 4,
  onboarding: 3,
  explicit: 2,
  extraction: 1,
  behavioural: 1,
  default: 0,
} as const;

/** Whether the value of a field is stored encrypted: the sensitive and the cultural group. @see persona.md P-06 */
export function isEncryptedField(name: string): boolean {
  if (!isFieldName(name)) return false;
  const { group } = FIELD_SPECS[name];
  return group === 'sensitive' || group === 'cultural';
}

/** Emoji that an answer may hold at most, by emoji_tolerance. */
export const MAX_EMOJI: Readonly<Record<string, number>> = { none: 0, low: 1, medium: 2, high: 3 };
/** Confidence of every field before anything is known. @see persona.md 3.3 */
export const COLD_START_CONFIDENCE = 0.1;
/** Confidence of what the first meeting told. */
export const ONBOARDING_CONFIDENCE = 0.8;
/** Confidence of a direct wish (proposed). */
export const EXPLICIT_CONFIDENCE = 0.95;
