import { memo } from 'react';
import type { ReactNode } from 'react';
import type { MemoryControls } from '../../../client/memory.ts';
import { isSettled } from '../../../client/turn.ts';
import type { Turn } from '../../../client/turn.ts';
import type { Speech } from '../voice/voice-stage.ts';
import { useWords } from '../words/use-words.tsx';
import { Answer } from './answer.tsx';
import { TurnMenu } from './turn-menu.tsx';

/** One turn: the user's words, then what came back, or why nothing did. */
export const TurnView = memo(function TurnView(props: {
  readonly turn: Turn;
  readonly speech: Speech | null;
  readonly memory: MemoryControls;
  readonly onRetry: (requestId: string) => void;
}): ReactNode {
  const { turn } = props;
  const { words } = useWords();
  const failures: Readonly<Record<string, string>> = words.failures;
  return (
    <li className="turn" data-status={turn.status}>
      <p className={turn.isForgotten ? 'said unused' : 'said'} dir="auto">
        <span className="visually-hidden">{words.turn.you}: </span>
        {turn.userText}
      </p>
      {turn.isForgotten && <p className="note note-said">{words.turn.unused}</p>}
      {turn.status === 'queued' && <p className="note note-said">{words.turn.queued}</p>}
      <Answer turn={turn} speech={props.speech} memory={props.memory} />
      {turn.status === 'cancelled' && <p className="note">{words.turn.cancelled}</p>}
      {turn.status === 'failed' && !turn.isForgotten && (
        <div className="failure" role="alert">
          <p>{failures[turn.failure?.code ?? 'repeat'] ?? words.failures.other}</p>
          {turn.failure?.code !== 'message_too_long' && (
            <button type="button" className="button-text" onClick={() => props.onRetry(turn.requestId)}>
              {words.turn.retry}
            </button>
          )}
        </div>
      )}
      {isSettled(turn) && turn.status !== 'superseded' && <TurnMenu turn={turn} memory={props.memory} />}
    </li>
  );
});
