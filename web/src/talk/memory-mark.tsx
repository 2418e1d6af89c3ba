import type { ReactNode } from 'react';
import type { MemoryUse } from '#dialogue/model/reply';
import type { Turn } from '../../../client/turn.ts';
import { formatDay } from '../parts/format.ts';
import { MemoryIcon } from '../parts/icons.tsx';
import { useWords } from '../words/use-words.tsx';

const listId = (turn: Turn): string => `memory-${turn.requestId}`;

/** The quiet mark on an answer that used memory. */
export function MemoryMark(props: {
  readonly turn: Turn;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}): ReactNode {
  const { words } = useWords();
  return (
    <button
      type="button"
      className="memory-mark"
      aria-expanded={props.isOpen}
      aria-controls={listId(props.turn)}
      onClick={props.onToggle}
    >
      <MemoryIcon />
      <span>{words.memory.mark}</span>
    </button>
  );
}

/** The words that the answer's knowledge comes from, with their day. */
MemoryMark.List = function MemoryList(props: { readonly turn: Turn }): ReactNode {
  const { words } = useWords();
  return (
    <ul id={listId(props.turn)} className="memory-list">
      {props.turn.memoryUsed.map((use, index) => (
        <li key={use.knowledge_id ?? use.message_id ?? index}>
          <span className="memory-source">
            {use.said_at
              ? words.memory.saidOn(formatDay(words.locale, use.said_at))
              : use.quote
                ? words.memory.said
                : words.memory.because}
          </span>
          <Remembered use={use} />
        </li>
      ))}
    </ul>
  );
};

function Remembered(props: { readonly use: MemoryUse }): ReactNode {
  const { words } = useWords();
  const { quote, key, value } = props.use;
  if (quote) return <q dir="auto">{quote}</q>;
  const name = key ? words.knowledge.keys[key] : undefined;
  return <span dir="auto">{[name, value ?? key].filter(Boolean).join(': ')}</span>;
}
