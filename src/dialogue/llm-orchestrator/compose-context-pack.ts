import type { ContextFrame } from '#dialogue/model/context-frame';
import type { DirectiveRule } from '#dialogue/model/persona';
import type { PromptMessage } from '#ports/language-model';
import { writeReplyBrief } from '#ports/reply-brief';
import type { ContextPack, PackInput } from './context-pack.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { toReplyBrief } from './reply-brief.ts';
import { renderSystemPrompt, toSystemBlocks } from './system-prompt.ts';
import type { SystemBlocks } from './system-prompt.ts';
import type { Episode, EvidencedFact } from './turn.ts';

/** Tokens that a pack may cost, by query level. @see dialogue.md 3.12 */
const TOKEN_BUDGET: Readonly<Record<1 | 2 | 3, number>> = { 1: 6_000, 2: 6_000, 3: 8_000 };
/** Messages that are never cut. */
const UNTOUCHABLE_MESSAGES = 5;
const UNTOUCHABLE_FACTS: ReadonlySet<string> = new Set(['allergy', 'hard_ban', 'body_params']);
/** Order of facts in the pack. @see knowledge.md O-22 */
const FACT_ORDER = ['allergy', 'hard_ban', 'body_params', 'budget', 'life_event', 'onboarding_style'];

/** What is handed to the model. */
type Prompt = Pick<ContextPack, 'system' | 'messages'>;

/** The parts that the budget may cut, highest trim class first. */
interface Draft {
  readonly blocks: SystemBlocks;
  readonly facts: ContextPack['facts'];
  readonly episodes: readonly Episode[];
  readonly recent: readonly PromptMessage[];
  readonly hasMoodDetails: boolean;
  readonly hasOpportunities: boolean;
}

/**
 * Builds the prompt, pure and deterministic: the same turn gives the same bytes. Over the budget it cuts from trim class
 * 9 down; bans, identity, safety, the last five messages, artefacts and the facts that protect the user are never cut.
 *
 * @see dialogue.md 3.12
 */
export function composeContextPack(input: PackInput): ContextPack {
  const { accepted, direction, recollection, consultation } = input;
  const extraRules = situationRules(input);
  const ruleIds = [
    ...consultation.ruleIds,
    ...extraRules.map(({ id }) => id),
    ...direction.persona_directive.situational_rules.map(({ id }) => id),
  ];
  let draft: Draft = {
    blocks: toSystemBlocks({
      directive: direction.persona_directive,
      world: input.sensed.world,
      language: accepted.turn.language,
      extraRules,
    }),
    facts: orderFacts(accepted.facts).map((fact, index) => ({ ...fact, ref: `K${index + 1}` })),
    episodes: recollection.episodes,
    recent: accepted.stored.recentMessages
      .filter(({ modelUsed, role }) => role !== 'system' && modelUsed !== 'graceful_degradation')
      .map(({ role, content }) => ({ role: role === 'assistant' ? 'assistant' : 'user', content })),
    hasMoodDetails: true,
    hasOpportunities: true,
  };
  const budget = TOKEN_BUDGET[accepted.queryLevel];
  let prompt = render(input, draft, ruleIds);
  let isTrimmed = false;
  while (countTokens(prompt) > budget) {
    const next = trimOnce(draft);
    if (!next) break;
    draft = next;
    prompt = render(input, draft, ruleIds);
    isTrimmed = true;
  }
  return { ...prompt, facts: draft.facts, episodes: draft.episodes, ruleIds, isTrimmed };
}

function countTokens({ system, messages }: Prompt): number {
  return estimateTokens(system) + messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);
}

function trimOnce(draft: Draft): Draft | undefined {
  if (draft.hasMoodDetails) return { ...draft, hasMoodDetails: false };
  if (draft.hasOpportunities) return { ...draft, hasOpportunities: false };
  if (draft.episodes.length > 0) return { ...draft, episodes: withoutWeakest(draft.episodes) };
  if (draft.recent.length > UNTOUCHABLE_MESSAGES) return { ...draft, recent: draft.recent.slice(1) };
  const { blocks } = draft;
  if (blocks.situational.length > 0)
    return { ...draft, blocks: { ...blocks, situational: blocks.situational.slice(0, -1) } };
  if (blocks.relationship.length > 0)
    return { ...draft, blocks: { ...blocks, relationship: blocks.relationship.slice(0, -1) } };
  if (blocks.tone.length > 0) return { ...draft, blocks: { ...blocks, tone: blocks.tone.slice(0, -1) } };
  const cuttable = draft.facts.findLastIndex(({ type }) => !UNTOUCHABLE_FACTS.has(type));
  return cuttable < 0 ? undefined : { ...draft, facts: draft.facts.toSpliced(cuttable, 1) };
}

function withoutWeakest(episodes: readonly Episode[]): readonly Episode[] {
  const weakest = episodes.reduce((low, episode) => (episode.score < low.score ? episode : low));
  return episodes.filter((episode) => episode !== weakest);
}

function orderFacts(facts: readonly EvidencedFact[]): readonly EvidencedFact[] {
  const rank = ({ type }: EvidencedFact): number => FACT_ORDER.indexOf(type);
  return [...facts]
    .filter((fact) => !isPrivateNegativeEvent(fact))
    .sort((a, b) => rank(a) - rank(b) || a.evidenceAt.localeCompare(b.evidenceAt));
}

/** Negative life events never enter the pack: they only hold the persona back. @see persona.md P-20 */
function isPrivateNegativeEvent(fact: EvidencedFact): boolean {
  return (
    fact.type === 'life_event' && 'emotional_valence' in fact.payload && fact.payload.emotional_valence === 'negative'
  );
}

function situationRules({ accepted, recollection, consultation }: PackInput): readonly DirectiveRule[] {
  const rules: DirectiveRule[] = [];
  const add = (id: string, text: string): void => void rules.push({ id, text });
  if (accepted.queryLevel === 3 && recollection.episodes.length < 3)
    add(
      'SR-level-3',
      'Data is insufficient; do not guess; split the task and ask for priorities; propose going step by step.',
    );
  if (recollection.isMemorySuppressed) add('SR-no-past', 'Do not mention the past in this answer.');
  if (recollection.isDegraded)
    add('SR-recall-degraded', 'Memory could not be searched in full: do not claim that you never spoke of something.');
  if (accepted.correction)
    add(
      'SR-corrected',
      'The user corrected your memory: apologise in one short sentence, do not argue, do not quote history, ask for the truth if it was not given.',
    );
  if (consultation.ruleIds.includes('no_items'))
    add('SR-no-items', 'Nothing in stock fits all conditions: say so honestly and ask which condition may give way.');
  if (consultation.ruleIds.includes('offer_no_concrete_items')) add('SR-no-concrete-items', 'Offer no concrete items.');
  const { recentArtifacts, referencedArtifact } = accepted.stored;
  if (!referencedArtifact && recentArtifacts.length >= 2)
    add('SR-which-artefact', 'If it is not clear which of the recent looks the user means, ask which one.');
  return rules;
}

function render(input: PackInput, draft: Draft, ruleIds: readonly string[]): Prompt {
  const { accepted, sensed, consultation } = input;
  const { referencedArtifact, recentArtifacts } = accepted.stored;
  const artefacts = referencedArtifact ? [referencedArtifact] : recentArtifacts.length >= 2 ? recentArtifacts : [];
  const data = [
    section('KNOWLEDGE', draft.facts.map(renderFact)),
    section('EPISODES', draft.episodes.map(renderEpisode)),
    section('MOOD', [renderMood(input, draft.hasMoodDetails)]),
    section('WORLD', renderWorld(sensed.world, draft.hasOpportunities)),
    section(
      referencedArtifact ? 'REFERENCED ARTEFACT' : 'RECENT ARTEFACTS',
      artefacts.map(({ responseDescription }, index) => `${index + 1}. ${responseDescription}`),
    ),
    section(
      'PRODUCTS',
      consultation.items.map(
        (item, index) =>
          `P${index + 1}. ${item.name}, ${item.brand}, ${item.price} ${item.currency}${item.sizeOffered ? `, size ${item.sizeOffered}` : ''}${item.store ? `, ${item.store.name}, ${item.store.mallName ?? ''} ${item.store.floor ?? ''}` : ''}`,
      ),
    ),
    consultation.result?.rationale ? section('RATIONALE', [consultation.result.rationale]) : '',
  ].filter((part) => part !== '');
  const brief = writeReplyBrief(
    toReplyBrief({ ...input, facts: draft.facts, episodes: draft.episodes, recent: draft.recent, ruleIds }),
  );
  // The block comes last: text of the user before it can never stand for it.
  const content = `${data.join('\n\n')}\n\nMESSAGE\n${accepted.turn.text}\n\n${brief}`;
  return {
    system: renderSystemPrompt(draft.blocks),
    messages: [...mergeRoles(draft.recent), { role: 'user', content }],
  };
}

/** Vendors want the roles to alternate and the user to begin. */
function mergeRoles(messages: readonly PromptMessage[]): readonly PromptMessage[] {
  const merged: PromptMessage[] = [];
  for (const message of messages) {
    const last = merged.at(-1);
    if (last && last.role === message.role)
      merged[merged.length - 1] = { role: last.role, content: `${last.content}\n${message.content}` };
    else merged.push(...(last || message.role === 'user' ? [] : [{ role: 'user' as const, content: '...' }]), message);
  }
  if (merged.at(-1)?.role === 'user') merged.push({ role: 'assistant', content: '...' });
  return merged;
}

/** Text from outside on one line: a line break in it could begin a section of its own. */
function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}\n${lines.map(oneLine).join('\n')}`;
}

function renderFact(fact: ContextPack['facts'][number]): string {
  const quote = fact.payload.quote ? `evidence: "${fact.payload.quote}"` : 'onboarding, no message';
  return `${fact.isDisputed ? 'DISPUTED ' : ''}${fact.type}/${fact.key}: ${fact.payload.display_value} (${fact.confidence}, ${fact.extractedFrom}) [${fact.ref}; ${quote}]`;
}

function renderEpisode(episode: Episode): string {
  const span =
    episode.span.length === 0
      ? ''
      : ` | before it: ${episode.span.map(({ role, text }) => `${role}: "${text}"`).join(' / ')}`;
  const artifact = episode.artifact ? ` | shown then: ${episode.artifact}` : '';
  return `${episode.ref}. ${episode.age}, ${episode.role}${episode.isContested ? ', CONTESTED' : ''}: "${episode.excerpt}"${artifact}${span}`;
}

function renderMood({ sensed: { mood } }: PackInput, withDetails: boolean): string {
  const { valence, arousal, dominant } = mood.emotion;
  return withDetails
    ? `${dominant}, energy ${arousal.toFixed(2)}, valence ${valence.toFixed(2)}`
    : `valence ${valence.toFixed(2)}`;
}

function renderWorld(world: ContextFrame | null, withOpportunities: boolean): readonly string[] {
  if (!world) return [];
  const { weather, time_context: time } = world.environment;
  const place = world.location?.mall_name
    ? `at ${world.location.mall_name}${world.location.floor === null ? '' : `, floor ${world.location.floor}`}`
    : '';
  return [
    [
      place,
      `${time.day_of_week} ${time.part_of_day}`,
      time.mall_closes_in_hours === null ? '' : `mall closes in ${time.mall_closes_in_hours} h`,
    ]
      .filter((part) => part !== '')
      .join(', '),
    weather ? `${weather.condition}, ${Math.round(weather.temp_c)} C, sunset ${weather.sunset}` : '',
    ...(withOpportunities
      ? world.opportunities.map(
          ({ store, type, title, discount, relevance_reason: reason }) =>
            `${store}: ${title ?? discount ?? type} (${reason})`,
        )
      : []),
  ].filter((line) => line !== '');
}
