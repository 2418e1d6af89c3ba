import { useState } from 'react';
import type { ReactNode } from 'react';
import type { MemoryControls } from '../../../client/memory.ts';
import type { Turn } from '../../../client/turn.ts';
import { Confirm } from '../parts/confirm.tsx';
import { formatList } from '../parts/format.ts';
import { MoreIcon } from '../parts/icons.tsx';
import { useTask } from '../parts/use-task.ts';
import { useWords } from '../words/use-words.tsx';

type Learned = Awaited<ReturnType<MemoryControls['saidElsewhere']>>;

/** What can be done with a turn's memory: forget the words, forget the look, delete both for ever. @see knowledge.md 17 */
export function TurnMenu(props: { readonly turn: Turn; readonly memory: MemoryControls }): ReactNode {
  const { turn, memory } = props;
  const { words } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [elsewhere, setElsewhere] = useState<Learned | null>(null);
  const [state, run] = useTask();
  const menuId = `menu-${turn.messageId}`;
  const answerId = turn.answerId;
  const act = (task: () => Promise<unknown>): void =>
    run(async () => {
      await task();
      setOpen(false);
    });
  const decide = (keepFacts: readonly string[]): void =>
    act(async () => {
      await memory.forget([turn.messageId], { keepFacts });
      setElsewhere(null);
    });
  /** What was said in another message too is asked about first; when that cannot be found out, it goes as well. */
  const forget = (): void =>
    run(async () => {
      const found = await memory.saidElsewhere(turn.messageId).catch(() => []);
      if (found.length > 0) return setElsewhere(found);
      await memory.forget([turn.messageId]);
      setOpen(false);
    });
  return (
    <div className="turn-menu">
      <button
        type="button"
        className="button-icon"
        aria-label={words.forget.more}
        aria-expanded={isOpen}
        aria-controls={menuId}
        onClick={() => setOpen(!isOpen)}
      >
        <MoreIcon />
      </button>
      {isOpen && (
        <div id={menuId} className="turn-actions" aria-busy={state === 'running'}>
          {!turn.isForgotten && elsewhere === null && (
            <button type="button" className="button-text" onClick={forget}>
              {words.forget.message}
            </button>
          )}
          {elsewhere && (
            <div className="confirm" role="alert">
              <p>
                {words.forget.alsoFacts(
                  formatList(
                    words.locale,
                    elsewhere.map(({ value }) => value),
                  ),
                )}
              </p>
              <button type="button" className="button-text" autoFocus onClick={() => decide([])}>
                {words.forget.factsToo}
              </button>
              <button
                type="button"
                className="button-text"
                onClick={() => decide(elsewhere.map(({ knowledge_id: id }) => id))}
              >
                {words.forget.keepFacts}
              </button>
            </div>
          )}
          {turn.items.length > 0 && answerId !== null && !turn.isAnswerForgotten && (
            <button
              type="button"
              className="button-text"
              onClick={() => act(() => memory.forget([answerId], { scope: 'artefact' }))}
            >
              {words.forget.look}
            </button>
          )}
          <Confirm
            label={words.forget.erase}
            question={words.forget.eraseSure}
            action={words.forget.erase}
            onConfirm={() => act(() => memory.erase([turn.messageId]))}
          />
          {state === 'failed' && <p role="alert">{words.forget.failed}</p>}
        </div>
      )}
    </div>
  );
}
