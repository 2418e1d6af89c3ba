import { useState } from 'react';
import type { ReactNode } from 'react';
import type { MemoryControls } from '../../../client/memory.ts';
import type { Turn } from '../../../client/turn.ts';
import type { Speech } from '../voice/voice-stage.ts';
import { isolateNames } from '../parts/format.ts';
import { useWords } from '../words/use-words.tsx';
import { CardRow } from './card-row.tsx';
import { MemoryMark } from './memory-mark.tsx';

/** What UNDE said in a turn: words as they come, then the things, then where the knowledge is from. */
export function Answer(props: {
  readonly turn: Turn;
  readonly speech: Speech | null;
  readonly memory: MemoryControls;
}): ReactNode {
  const { turn, speech } = props;
  const { words } = useWords();
  const [isOpen, setOpen] = useState(false);
  if (turn.text === null && turn.sentences.length === 0) return null;
  const isComplete = turn.text !== null;
  return (
    <div className={turn.isAnswerForgotten ? 'answer unused' : 'answer'} lang={turn.reply?.lang} dir="auto">
      <p className={speech ? 'answer-text answer-spoken' : 'answer-text'} dir="auto">
        {sentencesOf(turn).map((sentence) => (
          <span
            key={sentence.index}
            className={speech && sentence.index > speech.sentence ? 'sentence sentence-ahead' : 'sentence'}
          >
            {isolateNames(sentence.text)}{' '}
          </span>
        ))}
        {isComplete && turn.memoryUsed.length > 0 && (
          <MemoryMark isOpen={isOpen} onToggle={() => setOpen(!isOpen)} turn={turn} />
        )}
      </p>
      {isOpen && <MemoryMark.List turn={turn} memory={props.memory} />}
      {isComplete && turn.items.length > 0 && <CardRow items={turn.items} />}
      {isComplete && turn.rationale && (
        <p className="rationale" dir="auto">
          {turn.rationale}
        </p>
      )}
      {turn.isAnswerForgotten && <p className="note">{words.turn.unused}</p>}
      {turn.isDegraded && <p className="note">{words.turn.degraded}</p>}
    </div>
  );
}

/** The sentences as they were streamed; once the answer is whole, its own text where that differs. */
function sentencesOf(turn: Turn): readonly { readonly index: number; readonly text: string }[] {
  if (turn.text === null) return turn.sentences;
  const streamed = turn.sentences.map((sentence) => sentence.text).join(' ');
  const isSame = streamed.replace(/\s+/g, ' ').trim() === turn.text.replace(/\s+/g, ' ').trim();
  return isSame ? turn.sentences : [{ index: 0, text: turn.text }];
}
