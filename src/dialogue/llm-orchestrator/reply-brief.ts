import { readMemoryQuestion } from '#dialogue/model/language/memory-question';
import type { PromptMessage } from '#ports/language-model';
import type { ReplyBrief } from '#ports/reply-brief';
import type { ContextPack, PackInput } from './context-pack.ts';
import type { Episode } from './turn.ts';

/** Messages of the past that the brief carries; the prompt itself has more. */
const BRIEF_MESSAGES = 4;
const DAY_MS = 86_400_000;

/** The facts of the turn as data, beside the prose of the prompt. */
export function toReplyBrief(
  input: PackInput & {
    readonly facts: ContextPack['facts'];
    readonly episodes: readonly Episode[];
    readonly recent: readonly PromptMessage[];
    readonly ruleIds: readonly string[];
  },
): ReplyBrief {
  const { accepted, sensed, direction, consultation } = input;
  const { world, mood } = sensed;
  const last = accepted.stored.recentMessages.at(-1)?.createdAt;
  return {
    version: 1,
    language: accepted.turn.language,
    intent: accepted.intent,
    tone_mode: direction.tone_mode,
    query_level: accepted.queryLevel,
    user_message: accepted.turn.text,
    is_first_exchange: last === undefined,
    days_away: last ? Math.floor((input.now.getTime() - last.getTime()) / DAY_MS) : null,
    facts: input.facts.map((fact) => ({
      ref: fact.ref,
      type: fact.type,
      key: fact.key,
      value: fact.payload.display_value,
      is_disputed: fact.isDisputed,
      is_new: fact.isNew,
      quote: fact.payload.quote || null,
    })),
    episodes: input.episodes.map(({ ref, age, role, excerpt, artifact }) => ({ ref, age, role, excerpt, artifact })),
    recent: input.recent.slice(-BRIEF_MESSAGES).map(({ role, content }) => ({ role, text: content })),
    mood: { valence: mood.emotion.valence, energy: mood.emotion.arousal, label: mood.emotion.dominant },
    world: {
      place: world?.location?.mall_name ?? null,
      part_of_day: world?.environment.time_context.part_of_day ?? null,
      weather: world?.environment.weather?.condition ?? null,
      mall_closes_in_hours: world?.environment.time_context.mall_closes_in_hours ?? null,
    },
    constraints: {
      categories: [...accepted.constraints.garments],
      colours: [...accepted.constraints.colours],
      size: accepted.constraints.size ?? null,
      max_price: accepted.constraints.maxPrice ?? null,
      currency: accepted.constraints.currency ?? null,
      occasion: accepted.constraints.occasions[0] ?? null,
      excluded: Object.values(accepted.constraints.excluded).flat(),
    },
    items: consultation.items.map((item, index) => ({
      ref: `P${index + 1}`,
      name: item.name,
      brand: item.brand,
      category: item.category,
      colour: item.colour,
      material: item.fabric,
      price: item.price,
      currency: item.currency,
      size_offered: item.sizeOffered,
      store_name: item.store?.name ?? null,
      mall_name: item.store?.mallName ?? null,
      floor: item.store?.floor ?? null,
    })),
    rationale: consultation.result?.rationale ?? null,
    correction: accepted.correction && {
      type: accepted.correction.type,
      key: accepted.correction.key,
      old_value: accepted.correction.oldValue,
      new_value: accepted.correction.newValue,
    },
    memory_question: readMemoryQuestion(accepted.turn.text),
    rule_ids: [...input.ruleIds],
    max_emoji: direction.persona_directive.params.max_emoji,
  };
}
