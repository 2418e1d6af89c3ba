/** The browser's own speech recognition, as far as it is used here. */
interface Recognition {
  lang: string;
  interimResults: boolean;
  continuous: boolean;
  onresult: ((event: { readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }>> }) => void) | null;
  onend: (() => void) | null;
  onerror: (() => void) | null;
  start: () => void;
  stop: () => void;
  abort: () => void;
}

type RecognitionClass = new () => Recognition;

function recognitionClass(): RecognitionClass | null {
  const names = globalThis as unknown as Readonly<Record<string, RecognitionClass | undefined>>;
  return names['SpeechRecognition'] ?? names['webkitSpeechRecognition'] ?? null;
}

/** Whether this browser can turn speech into text; without it there is no microphone on the page. */
export const canListen = (): boolean => recognitionClass() !== null;

/** Listens until `finish` is called; `onText` is told the words so far, `onDone` the final ones once. */
export function listen(input: {
  readonly locale: string;
  readonly onText: (text: string) => void;
  readonly onDone: (text: string) => void;
}): { readonly finish: () => void; readonly abort: () => void } {
  const Class = recognitionClass();
  if (!Class) {
    input.onDone('');
    return { finish: () => undefined, abort: () => undefined };
  }
  const recognition = new Class();
  let text = '';
  let isDone = false;
  const done = (): void => {
    if (isDone) return;
    isDone = true;
    input.onDone(text.trim());
  };
  recognition.lang = input.locale;
  recognition.interimResults = true;
  recognition.continuous = true;
  recognition.onresult = (event) => {
    text = Array.from(event.results, (result) => result[0]?.transcript ?? '').join(' ');
    input.onText(text);
  };
  recognition.onend = done;
  recognition.onerror = done;
  recognition.start();
  return {
    finish: () => recognition.stop(),
    abort: () => {
      isDone = true;
      recognition.abort();
    },
  };
}
