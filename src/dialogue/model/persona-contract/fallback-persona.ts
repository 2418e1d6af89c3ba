import type { PersonaResponse } from '../../persona-agent/contract.ts';
import { PERSONA_CONTRACT_VERSION } from '../../persona-agent/contract.ts';
import { DEFAULT_VOICE_PARAMS } from '../persona.ts';
import type { DirectiveLanguage } from './directive-line.ts';
import { hardBans } from './hard-bans.ts';
import { identityText } from './identity.ts';
import { toneRules } from './tone-rules.ts';

/**
 * The persona that stands in when the Persona Agent is late, broken or of another version. No call, no profile, no
 * claim about a shared past; all hard bans.
 *
 * @param input.reason why it is used; goes to debug only.
 * @see persona.md 14.3
 */
export function fallbackPersona(input: {
  readonly reason: string;
  readonly language?: DirectiveLanguage;
}): PersonaResponse {
  const language = input.language ?? 'en';
  return {
    persona_api_version: PERSONA_CONTRACT_VERSION,
    tone_mode: 'warm',
    persona_directive: {
      identity: identityText('neutral', language),
      tone_rules: toneRules('warm', language),
      relationship_style: [],
      situational_rules: [],
      hard_bans: hardBans(language),
      optional_spice: null,
      params: {
        tone_mode: 'warm',
        relationship_stage: 0,
        verbosity: 'balanced',
        formality: 'casual',
        humor_ok: false,
        max_emoji: 0,
      },
    },
    voice_params: DEFAULT_VOICE_PARAMS,
    avatar_state: { expression: 'friendly', energy_level: 0.5 },
    render_hints: { expression: 'friendly', energy_level: 0.5, listen_state: 'idle', pace: 'normal' },
    debug: {
      persona_api_version: PERSONA_CONTRACT_VERSION,
      tone_reason: `fallback persona: ${input.reason}`,
      stage_limits_applied: [],
      rules_applied: [],
      rules_skipped: [],
      override_decisions: [],
      resolved_signals: { resolved: [], discarded: [], stale_flushed: [] },
      blocked_by: [],
      canonicalization_warnings: [],
      processing_ms: 0,
    },
  };
}

/** Whether an answer of the Persona Agent can be used; otherwise the fallback is. @see dialogue.md 3.3 */
export function isUsablePersona(response: PersonaResponse | undefined | null): response is PersonaResponse {
  const directive = response?.persona_directive;
  return Boolean(directive && directive.identity && directive.tone_rules.length > 0 && directive.hard_bans.length > 0);
}
