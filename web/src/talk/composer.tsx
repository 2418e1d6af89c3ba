import { useRef, useState } from 'react';
import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import { MicrophoneIcon, SendIcon } from '../parts/icons.tsx';
import { canListen, listen } from '../voice/push-to-talk.ts';
import { useWords } from '../words/use-words.tsx';

interface ComposerProps {
  readonly onSend: (text: string, inputType: 'text' | 'voice') => void;
  /** The user begins or ends to talk. */
  readonly onTalk: (talks: boolean) => void;
}

/** One field and one microphone. Enter sends, Shift+Enter breaks the line; the microphone listens while it is held. */
export function Composer(props: ComposerProps): ReactNode {
  const { words } = useWords();
  const [text, setText] = useState('');
  const [isHolding, setHolding] = useState(false);
  const listening = useRef<ReturnType<typeof listen> | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const submit = (event?: FormEvent): void => {
    event?.preventDefault();
    if (text.trim() === '') return field.current?.focus();
    props.onSend(text, 'text');
    setText('');
  };
  const hold = (): void => {
    if (listening.current) return;
    setHolding(true);
    props.onTalk(true);
    listening.current = listen({
      locale: words.locale,
      onText: setText,
      onDone: (said) => {
        listening.current = null;
        setHolding(false);
        setText('');
        props.onTalk(false);
        if (said !== '') props.onSend(said, 'voice');
      },
    });
  };
  const release = (): void => listening.current?.finish();
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };
  const isSpace = (event: KeyboardEvent): boolean => event.key === ' ' && !event.repeat;
  return (
    <form className="composer" aria-label={words.composer.label} onSubmit={submit}>
      <div className="composer-field">
        <label className="visually-hidden" htmlFor="message">
          {words.composer.label}
        </label>
        <textarea
          id="message"
          ref={field}
          rows={1}
          dir="auto"
          value={text}
          enterKeyHint="send"
          autoComplete="off"
          placeholder={isHolding ? words.composer.holding : words.composer.placeholder}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKey}
        />
        {canListen() && (
          <button
            type="button"
            className={isHolding ? 'button-icon talking' : 'button-icon'}
            aria-label={isHolding ? words.composer.holding : words.composer.hold}
            aria-pressed={isHolding}
            title={words.composer.holdHint}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
              hold();
            }}
            onPointerUp={release}
            onPointerCancel={release}
            onKeyDown={(event) => isSpace(event) && (event.preventDefault(), hold())}
            onKeyUp={(event) => event.key === ' ' && release()}
            onContextMenu={(event) => event.preventDefault()}
          >
            <MicrophoneIcon />
          </button>
        )}
        <button type="submit" className="button-send" aria-label={words.composer.send}>
          <SendIcon />
        </button>
      </div>
    </form>
  );
}
