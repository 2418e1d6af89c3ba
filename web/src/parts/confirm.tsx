import { useState } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../words/use-words.tsx';

/** A button for what cannot be taken back: it asks once more, in words, before it does it. */
export function Confirm(props: {
  readonly label: string;
  readonly question: string;
  readonly action: string;
  readonly onConfirm: () => void;
}): ReactNode {
  const { words } = useWords();
  const [isAsking, setAsking] = useState(false);
  if (!isAsking)
    return (
      <button type="button" className="button-text" onClick={() => setAsking(true)}>
        {props.label}
      </button>
    );
  return (
    <div className="confirm" role="alert">
      <p>{props.question}</p>
      <button type="button" className="button-text button-grave" onClick={props.onConfirm}>
        {props.action}
      </button>
      <button type="button" className="button-text" autoFocus onClick={() => setAsking(false)}>
        {words.forget.keep}
      </button>
    </div>
  );
}
