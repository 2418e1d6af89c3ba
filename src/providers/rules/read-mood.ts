/** What the mood classifier's prompt asks for, numbers only. @see dialogue.md 4.7 */
export interface MoodReading {
  readonly valence: number;
  readonly arousal: number;
  readonly dominance: number;
  readonly frustration: number;
  readonly urgency: number;
  readonly confidence: number;
  readonly fatigue: number;
  readonly mood_confidence: number;
}

const NEUTRAL: MoodReading = {
  valence: 0.5,
  arousal: 0.4,
  dominance: 0.5,
  frustration: 0,
  urgency: 0.3,
  confidence: 0.5,
  fatigue: 0,
  mood_confidence: 0.3,
};

/** Beginnings of words, and what they move. */
const LEXICON: readonly (readonly [words: string, shift: Partial<MoodReading>])[] = [
  [
    'love|great|wonderful|amazing|happy|glad|excited|yay|люблю|обожаю|супер|класс|здорово|рад|счастлив|ура|أحب|حلو|رائع|فرحان|سعيد|يجنن|7ilu|7elo',
    { valence: 0.82, arousal: 0.65, mood_confidence: 0.75 },
  ],
  [
    'sad|cry|cried|lonely|heartbroken|terrible|awful|груст|плач|одинок|ужасн|печал|больно|حزين|زعلان|أبكي|تعبان نفسيا|وحيد',
    { valence: 0.2, arousal: 0.3, mood_confidence: 0.8 },
  ],
  [
    'angry|furious|annoy|hate|stupid|fed up|злюсь|бесит|ненавижу|достал|раздража|معصب|أكره|قهر|مقهور',
    { valence: 0.25, arousal: 0.75, frustration: 0.75, mood_confidence: 0.75 },
  ],
  [
    'nervous|anxious|worried|afraid|scared|stress|волнуюсь|тревож|боюсь|страшно|нервнича|قلق|خايف|متوتر',
    { valence: 0.35, arousal: 0.7, confidence: 0.3, mood_confidence: 0.7 },
  ],
  [
    'tired|exhausted|sleepy|worn out|устал|вымотал|нет сил|تعب|مرهق|هلكان',
    { valence: 0.4, arousal: 0.2, fatigue: 0.75, mood_confidence: 0.7 },
  ],
  [
    'urgent|hurry|asap|quick|right now|срочно|быстро|скорее|прямо сейчас|بسرعة|مستعجل|الحين|ضروري',
    { urgency: 0.8, mood_confidence: 0.6 },
  ],
  ['yes|no|ok|okay|да|нет|ок|ага|نعم|لا|اوكي|تمام', { valence: 0.5, mood_confidence: 0.2 }],
];

const PATTERNS = LEXICON.map(([words, shift], index) => {
  const isWhole = index === LEXICON.length - 1;
  return [
    isWhole
      ? new RegExp(`^\\s*(?:${words})[\\s.!?؟]*$`, 'iu')
      : new RegExp(String.raw`(?<![\p{L}\p{M}])(?:${words})`, 'iu'),
    shift,
  ] as const;
});

/** A coarse reading of one message; stays neutral with low confidence where the few words it knows do not occur. */
export function readMood(message: string): MoodReading {
  const found = PATTERNS.filter(([pattern]) => pattern.test(message)).map(([, shift]) => shift);
  return found.reduceRight<MoodReading>((mood, shift) => ({ ...mood, ...shift }), NEUTRAL);
}
