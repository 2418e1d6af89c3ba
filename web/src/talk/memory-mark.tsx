import type { ReactNode } from 'react';
import type { MemoryUse } from '#dialogue/model/reply';
import type { MemoryControls } from '../../../client/memory.ts';
import type { Turn } from '../../../client/turn.ts';
import { formatDay } from '../parts/format.ts';
import { MemoryIcon } from '../parts/icons.tsx';
import { useTask } from '../parts/use-task.ts';
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
MemoryMark.List = function MemoryList(props: { readonly turn: Turn; readonly memory: MemoryControls }): ReactNode {
  const { words } = useWords();
  const [state, run] = useTask();
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
          <Remembered use={use} />{' '}
          <button
            type="button"
            className="button-text"
            onClick={() => run(() => forgetUse(props.memory, use))}
            disabled={state === 'running'}
          >
            {words.forget.this}
          </button>
        </li>
      ))}
      {state === 'failed' && <li role="alert">{words.forget.failed}</li>}
    </ul>
  );
};

/** Forgets the message that a memory comes from; one that no message proves is forgotten as a fact. */
async function forgetUse(memory: MemoryControls, use: MemoryUse): Promise<void> {
  if (use.message_id !== null) await memory.forget([use.message_id]);
  else if (use.knowledge_id !== null) await memory.forgetFact(use.knowledge_id);
}

function Remembered(props: { readonly use: MemoryUse }): ReactNode {
  const { words } = useWords();
  const { quote, key, value } = props.use;
  if (quote) return <q dir="auto">{quote}</q>;
  const name = key ? words.knowledge.keys[key] : undefined;
  return <span dir="auto">{[name, value ?? key].filter(Boolean).join(': ')}</span>;
}
