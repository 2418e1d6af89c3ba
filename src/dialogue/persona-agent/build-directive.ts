import type { DirectiveRule, PersonaDirective, ToneMode } from '#dialogue/model/persona';
import type { DirectiveLanguage } from '#dialogue/model/persona-contract/directive-line';
import { renderText } from '#dialogue/model/persona-contract/directive-line';
import { MAX_EMOJI } from '#dialogue/model/persona-contract/fields';
import { hardBans } from '#dialogue/model/persona-contract/hard-bans';
import { identityText } from '#dialogue/model/persona-contract/identity';
import {
  fieldLine,
  humorLine,
  RELATIONSHIP_FIELDS,
  stageLine,
} from '#dialogue/model/persona-contract/relationship-lines';
import { languageRule, toneRules } from '#dialogue/model/persona-contract/tone-rules';
import type { PersonaRequest } from './contract.ts';
import type { CulturalEntry } from './cultural-registry.ts';
import type { GatedProfile } from './gate-by-stage.ts';

/** Everything that was decided before the words. */
export interface DirectiveInput {
  readonly request: PersonaRequest;
  readonly tone: ToneMode;
  readonly profile: GatedProfile;
  readonly humorOk: boolean;
  readonly situationalLines: readonly DirectiveRule[];
  /** The user answers in one or two words: short whatever the profile says. */
  readonly wantsShort: boolean;
  readonly spice: CulturalEntry | undefined;
  readonly language: DirectiveLanguage;
}

const NO_HUMOR_TONES: ReadonlySet<ToneMode> = new Set<ToneMode>(['supportive', 'gentle', 'gentle_helpful']);

/** Whether jokes are possible at all. @param humor after overrides, the stage gate and blocks. @see persona.md P-17 */
export function isHumorOk(input: {
  readonly tone: ToneMode;
  readonly humor: unknown;
  readonly isCrisisWindow: boolean;
}): boolean {
  return input.humor !== 'none' && !NO_HUMOR_TONES.has(input.tone) && !input.isCrisisWindow;
}

/** The persona's part of the system prompt. @see persona.md 8 */
export function buildDirective(input: DirectiveInput): PersonaDirective {
  const { request, tone, language } = input;
  const { fields } = input.profile;
  return {
    identity: identityText(request.total_exchanges === 0 ? 'new' : 'shared', language),
    tone_rules: [...toneRules(tone, language), languageRule(request.user_lang, language)],
    relationship_style: relationshipStyle(input),
    situational_rules: [...input.situationalLines],
    hard_bans: hardBans(language),
    optional_spice: input.spice ? spiceText(input.spice, language) : null,
    params: {
      tone_mode: tone,
      relationship_stage: request.relationship_stage,
      verbosity: input.wantsShort
        ? 'concise'
        : (fields.verbosity_preference.value as PersonaDirective['params']['verbosity']),
      formality: fields.formality.value as PersonaDirective['params']['formality'],
      humor_ok: input.humorOk,
      max_emoji: MAX_EMOJI[String(fields.emoji_tolerance.value)] ?? 1,
    },
  };
}

/** The stage's line, one line for each value that is known or that the stage has cut, and the humour that is allowed. */
function relationshipStyle(input: DirectiveInput): DirectiveRule[] {
  const { profile, language } = input;
  const lines = [stageLine(input.request.relationship_stage, language)];
  for (const name of RELATIONSHIP_FIELDS) {
    const field = profile.fields[name];
    if (!field.isKnown && !profile.limited.has(name)) continue;
    const isShortened = name === 'verbosity_preference' && input.wantsShort;
    const line = fieldLine(name, isShortened ? 'concise' : String(field.value), language);
    if (line) lines.push(line);
  }
  const humor = profile.fields.humor_receptivity;
  if (input.humorOk && (humor.isKnown || profile.limited.has('humor_receptivity'))) {
    const types = profile.fields.humor_types;
    lines.push(
      humorLine(String(humor.value), types.isKnown && Array.isArray(types.value) ? types.value : [], language),
    );
  }
  return lines;
}

function spiceText(entry: CulturalEntry, language: DirectiveLanguage): string {
  const hint = renderText(entry.hint, language);
  const text = {
    en: `Only if it falls into place by itself, and lightly: ${hint}.`,
    ru: `Только если само ляжет в разговор, и легко: ${hint}.`,
  };
  return renderText(text, language);
}
