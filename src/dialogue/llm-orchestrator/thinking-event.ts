import { thinkingRenderHints } from '#dialogue/model/persona-contract/render-hints';
import type { StreamEvent } from '#dialogue/model/stream-event';
import type { Direction } from './direct.ts';
import type { AcceptedMessage } from './turn.ts';

/** The early sign that the avatar thinks, before there is an answer. @see persona.md 12 (P-27) */
export function toThinkingEvent({ turn, queryLevel }: AcceptedMessage, direction: Direction): StreamEvent {
  const hints = thinkingRenderHints(direction.tone_mode, direction.render_hints);
  return {
    request_id: turn.requestId,
    type: 'persona',
    avatar_state: { expression: hints.expression, energy_level: hints.energy_level },
    render_hints: hints,
    query_level: queryLevel,
  };
}
