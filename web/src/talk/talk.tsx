import { useEffect, useLayoutEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { ConversationState } from '../../../client/conversation-state.ts';
import type { MemoryControls } from '../../../client/memory.ts';
import type { Speech } from '../voice/voice-stage.ts';
import { useWords } from '../words/use-words.tsx';
import { TurnView } from './turn-view.tsx';
import { Welcome } from './welcome.tsx';

interface TalkProps {
  readonly state: ConversationState;
  readonly speech: Speech | null;
  readonly memory: MemoryControls;
  readonly onRetry: (requestId: string) => void;
  readonly onSuggestion: (text: string) => void;
  readonly onEarlier: () => void;
}

/** The talk: a new turn starts at the top of the free space, so that its answer grows without moving anything. */
export function Talk(props: TalkProps): ReactNode {
  const { state, speech } = props;
  const { words } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const shown = state.turns;
  const last = shown.at(-1)?.messageId;
  const isFirst = useRef(true);
  useLayoutEffect(() => {
    const element = scroller.current?.querySelector<HTMLElement>('.turn:last-child');
    if (!element) return;
    const isSmooth = !isFirst.current && !matchMedia('(prefers-reduced-motion: reduce)').matches;
    scroller.current?.scrollTo({ top: element.offsetTop, behavior: isSmooth ? 'smooth' : 'auto' });
    isFirst.current = false;
  }, [last]);
  return (
    <main className="talk" ref={scroller} tabIndex={-1}>
      {state.earlierBefore !== null && (
        <button type="button" className="button-text earlier" onClick={props.onEarlier}>
          {words.turn.earlier}
        </button>
      )}
      {state.isHistoryLoaded && shown.length === 0 ? (
        <Welcome onChoose={props.onSuggestion} />
      ) : (
        <ol className="turns">
          {shown.map((turn) => (
            <TurnView
              key={turn.messageId}
              turn={turn}
              speech={speech?.requestId === turn.requestId ? speech : null}
              memory={props.memory}
              onRetry={props.onRetry}
            />
          ))}
        </ol>
      )}
      <LiveRegion state={state} />
    </main>
  );
}

/** Tells a screen reader each sentence once, as it comes. */
function LiveRegion(props: { readonly state: ConversationState }): ReactNode {
  const turn = props.state.turns.at(-1);
  const started = useRef<string | null>(null);
  useEffect(() => {
    if (turn && (turn.status === 'sending' || turn.status === 'thinking' || turn.status === 'queued'))
      started.current = turn.requestId;
  }, [turn]);
  const isLive = turn !== undefined && (started.current === turn.requestId || turn.status === 'answering');
  const sentences = !isLive
    ? []
    : turn.sentences.length > 0
      ? turn.sentences.map((sentence) => sentence.text)
      : turn.text
        ? [turn.text]
        : [];
  return (
    <div className="visually-hidden" role="log" aria-live="polite" aria-relevant="additions">
      {sentences.map((text, index) => (
        <p key={`${turn?.requestId}-${index}`} lang={turn?.reply?.lang}>
          {text}
        </p>
      ))}
    </div>
  );
}
