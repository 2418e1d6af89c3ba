import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../words/use-words.tsx';
import { CloseIcon } from './icons.tsx';

/**
 * A sheet over the page: the browser's own modal dialog, which keeps the focus inside, closes on Escape and gives the
 * focus back to what opened it.
 */
export function Sheet(props: {
  readonly title: string;
  readonly className?: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const { words } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`sheet ${props.className ?? ''}`}
      aria-labelledby={titleId}
      onClose={props.onClose}
      onClick={(event) => event.target === dialog.current && props.onClose()}
    >
      <div className="sheet-body">
        <header className="sheet-head">
          <h2 id={titleId} className="sheet-title" tabIndex={-1} autoFocus dir="auto">
            {props.title}
          </h2>
          <button type="button" className="button-icon" onClick={props.onClose} aria-label={words.card.close}>
            <CloseIcon />
          </button>
        </header>
        {props.children}
      </div>
    </dialog>
  );
}
