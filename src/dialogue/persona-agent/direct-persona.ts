import { normalizeText } from '#dialogue/model/language/normalize-text';
import type { ToneMode } from '#dialogue/model/persona';
import type { DirectiveLanguage } from '#dialogue/model/persona-contract/directive-line';
import { isAcceptance } from '#dialogue/model/reaction-phrases';
import { applySituationalRules } from './apply-situational-rules.ts';
import { buildDirective, isHumorOk } from './build-directive.ts';
import { canonicalizeProfile } from './canonicalize-profile.ts';
import type { ToneInput } from './choose-tone.ts';
import { chooseTone, DISENGAGED, effectiveValence } from './choose-tone.ts';
import type { PersonaRequest, PersonaResponse } from './contract.ts';
import { PERSONA_CONTRACT_VERSION } from './contract.ts';
import type { CulturalEntry } from './cultural-registry.ts';
import { directAvatar } from './direct-avatar.ts';
import { directVoice } from './direct-voice.ts';
import { gateByStage } from './gate-by-stage.ts';
import { matchCulturalReference } from './match-cultural-reference.ts';
import type { TempBlock } from './persona-store.ts';
import type { ResolvedProfile } from './resolve-profile.ts';
import { resolveProfile } from './resolve-profile.ts';
import { daysBetween, stageAfterAbsence } from './update-stage.ts';

/** What the decision depends on beside the request. */
export interface Circumstances {
  readonly now: Date;
  readonly timeZone: string;
  readonly language: DirectiveLanguage;
  /** Active ones; undefined when they could not be read: then nothing delicate is tried. */
  readonly blocks: readonly TempBlock[] | undefined;
  /** References offered within the last 30 days. */
  readonly recentReferences: ReadonlySet<string>;
  readonly lastFlush: PersonaResponse['debug']['resolved_signals'];
}

/** The decision, and the reference that it offers. */
export interface Decision {
  /** `processing_ms` is 0 here; who measures fills it in. */
  readonly response: PersonaResponse;
  readonly reference: CulturalEntry | undefined;
}

/** Everything about a turn that is the persona's to decide; the table of contents of persona.md 3 to 12. Pure. */
export function directPersona(original: PersonaRequest, circumstances: Circumstances): Decision {
  const { now, timeZone, language } = circumstances;
  const request = adjustRequest(original, now);
  const { fields, warnings } = canonicalizeProfile(request.persona_profile);
  const blocked = applyBlocks(resolveProfile(fields, now), circumstances.blocks);
  const { tone, reason } = chooseTone({
    mood: original.mood_frame,
    intent: request.user_intent,
    humor: blocked.profile.humor_receptivity.value as ToneInput['humor'],
    stage: request.relationship_stage,
  });
  const gated = gateByStage(blocked.profile, request.relationship_stage);
  const humorOk = isHumorOk({
    tone,
    humor: gated.fields.humor_receptivity.value,
    isCrisisWindow: request.crisis_window,
  });
  const situational = applySituationalRules({ request, profile: gated.fields, humorOk, now, timeZone, language });
  const cultural = matchCulturalReference({
    request,
    tone,
    profile: gated.fields,
    blockReason: blockReason(circumstances.blocks, 'cultural_ref'),
    recentIds: circumstances.recentReferences,
    now,
  });
  const wantsShort =
    request.mood_frame.disengagement_score > DISENGAGED ||
    situational.lines.some((line) => line.id === 'SR-low-engagement');
  const directive = buildDirective({
    ...{ request, tone, profile: gated, humorOk, wantsShort, language },
    situationalLines: situational.lines,
    spice: cultural.entry,
  });
  const response: PersonaResponse = {
    persona_api_version: PERSONA_CONTRACT_VERSION,
    tone_mode: tone,
    persona_directive: directive,
    voice_params: directVoice(tone),
    ...lookOf(request, tone),
    debug: {
      persona_api_version: PERSONA_CONTRACT_VERSION,
      tone_reason: reason,
      stage_limits_applied: [...absenceNote(original, request), ...gated.limitsApplied],
      rules_applied: appliedRules(directive, cultural.entry),
      rules_skipped: [...situational.skipped],
      override_decisions: [...gated.overrideDecisions],
      resolved_signals: circumstances.lastFlush,
      blocked_by: [...blocked.reasons, ...cultural.blockedBy],
      canonicalization_warnings: [...warnings],
      processing_ms: 0,
    },
  };
  return { response, reference: cultural.entry };
}

function lookOf(request: PersonaRequest, tone: ToneMode): Pick<PersonaResponse, 'avatar_state' | 'render_hints'> {
  const { avatarState, renderHints } = directAvatar({
    tone,
    intent: request.user_intent,
    mood: request.mood_frame,
    isSessionStart: request.is_session_start,
    wasCorrected: request.memory_correction_fired,
    wereItemsAccepted: wereItemsAccepted(request),
    isCrisisWindow: request.crisis_window,
  });
  return { avatar_state: avatarState, render_hints: renderHints };
}

/** The request with the stage that an absence has left and the valence that sarcasm has left. */
function adjustRequest(request: PersonaRequest, now: Date): PersonaRequest {
  const lastActive = request.user_knowledge_compact.last_active_at;
  const absentDays = lastActive === null ? 0 : daysBetween(new Date(lastActive), now);
  return {
    ...request,
    relationship_stage: stageAfterAbsence(request.relationship_stage, absentDays),
    mood_frame: { ...request.mood_frame, valence: effectiveValence(request.mood_frame) },
  };
}

function absenceNote(original: PersonaRequest, adjusted: PersonaRequest): readonly string[] {
  const isLower = adjusted.relationship_stage < original.relationship_stage;
  return isLower ? [`stage ${original.relationship_stage}->${adjusted.relationship_stage} (absence)`] : [];
}

function blockReason(blocks: readonly TempBlock[] | undefined, key: string): string | undefined {
  return blocks ? blocks.find((block) => block.key === key)?.reason : 'blocks could not be read';
}

/** A block on humour counts as a wish for none. Unknown blocks leave humour as it is: it is limited by the stage anyway. */
function applyBlocks(
  profile: ResolvedProfile,
  blocks: readonly TempBlock[] | undefined,
): { readonly profile: ResolvedProfile; readonly reasons: readonly string[] } {
  const reason = blocks && blockReason(blocks, 'humor');
  if (reason === undefined) return { profile, reasons: [] };
  const humor = { ...profile.humor_receptivity, value: 'none' };
  return { profile: { ...profile, humor_receptivity: humor }, reasons: [`humor: temp block ${reason}`] };
}

/** The last answer showed items and this message takes one. */
function wereItemsAccepted(request: PersonaRequest): boolean {
  const last = request.last_n_response_meta[0];
  return last !== undefined && last.style_tags.length > 0 && isAcceptance(normalizeText(request.user_message).text);
}

function appliedRules(directive: PersonaResponse['persona_directive'], reference: CulturalEntry | undefined): string[] {
  const lines = [...directive.tone_rules, ...directive.relationship_style, ...directive.situational_rules];
  return [...lines.map((line) => line.id), ...(reference ? [`CR-${reference.id}`] : [])];
}
