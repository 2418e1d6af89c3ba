/** Languages of the page. */
export const LANGUAGES = ['en', 'ru', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Everything the page says by itself, in one language. UNDE says "we". */
export interface Words {
  /** The language's own name. */
  readonly name: string;
  readonly locale: string;
  readonly dir: 'ltr' | 'rtl';
  readonly welcome: { readonly title: string; readonly text: string; readonly suggestions: readonly string[] };
  readonly composer: {
    readonly label: string;
    readonly placeholder: string;
    readonly send: string;
    readonly hold: string;
    readonly holding: string;
    readonly holdHint: string;
  };
  readonly stage: {
    readonly portrait: string;
    readonly states: Readonly<Record<'idle' | 'listening' | 'thinking' | 'speaking', string>>;
    readonly levels: readonly [string, string, string];
    readonly stop: string;
  };
  readonly header: {
    readonly language: string;
    readonly voiceOn: string;
    readonly voiceOff: string;
    readonly toDusk: string;
    readonly toLight: string;
    readonly knowledge: string;
  };
  readonly turn: {
    readonly you: string;
    readonly queued: string;
    readonly retry: string;
    readonly degraded: string;
    readonly cancelled: string;
    readonly earlier: string;
    readonly unused: string;
  };
  readonly failures: Readonly<Record<'repeat' | 'message_too_long' | 'rate_limited' | 'other', string>>;
  readonly connection: { readonly offline: string; readonly recovering: string };
  readonly card: {
    readonly region: (count: number) => string;
    readonly size: string;
    readonly sizes: string;
    readonly inStock: (size: string) => string;
    readonly level: (floor: string) => string;
    readonly ground: string;
    readonly open: string;
    readonly close: string;
    readonly where: string;
    readonly why: string;
    readonly material: string;
    readonly colour: string;
    readonly checked: (when: string) => string;
    readonly previous: string;
    readonly next: string;
  };
  readonly memory: {
    readonly mark: string;
    readonly saidOn: (when: string) => string;
    readonly said: string;
    readonly because: string;
  };
  readonly forget: {
    readonly more: string;
    readonly this: string;
    readonly message: string;
    readonly look: string;
    readonly alsoFacts: (facts: string) => string;
    readonly factsToo: string;
    readonly keepFacts: string;
    readonly erase: string;
    readonly eraseSure: string;
    readonly keep: string;
    readonly done: string;
    readonly undo: string;
    readonly failed: string;
  };
  readonly hand: {
    readonly correct: string;
    readonly correctLabel: (fact: string) => string;
    readonly save: string;
    readonly invalid: string;
    readonly doubt: string;
    readonly confirm: string;
    readonly deny: string;
    readonly forget: string;
    readonly about: string;
    readonly aboutLabel: string;
    readonly aboutHint: string;
    readonly aboutNothing: string;
    readonly forgotten: string;
    readonly again: string;
    readonly customs: string;
    readonly levels: Readonly<Record<'high' | 'medium' | 'low', string>>;
    readonly yours: string;
    readonly download: string;
    readonly account: string;
    readonly accountSure: string;
    readonly accountErase: string;
    readonly accountGone: string;
    readonly startAgain: string;
  };
  readonly knowledge: {
    readonly title: string;
    readonly intro: string;
    readonly empty: string;
    readonly failed: string;
    readonly again: string;
    readonly evidence: string;
    readonly unsure: string;
    readonly types: Readonly<Record<string, string>>;
    readonly keys: Readonly<Record<string, string>>;
  };
  readonly truth: {
    readonly all: string;
    readonly simulated: (names: string) => string;
    readonly details: string;
    readonly modes: Readonly<Record<'live' | 'emulated' | 'local', string>>;
    readonly capabilities: Readonly<Record<string, string>>;
  };
}
