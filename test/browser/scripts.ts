import { DEFAULT_MOOD_FRAME } from '#dialogue/model/mood-frame';
import { DEFAULT_VOICE_PARAMS } from '#dialogue/model/persona';
import type { ProductCard, Reply } from '#dialogue/model/reply';
import type { StreamEvent } from '#dialogue/model/stream-event';

/** What a script says for one message. */
export interface Script {
  readonly sentences: readonly string[];
  readonly mood: Extract<StreamEvent, { type: 'mood' }>['mood'];
  readonly reply: Omit<
    Reply,
    'request_id' | 'exchange_id' | 'conversation_id' | 'user_message_id' | 'assistant_message_id' | 'created_at'
  >;
}

type Lang = 'en' | 'ru' | 'ar';
const id = (number: number): string => `0190a000-0000-7000-8000-${String(number).padStart(12, '0')}`;

const THINGS: Readonly<
  Record<Lang, readonly (readonly [name: string, brand: string, colour: string, material: string, reason: string])[]>
> = {
  en: [
    [
      'Boxy linen shirt',
      'Sidra',
      'sand',
      'linen',
      'Loose where the day is hot, and it goes with the trousers you saved.',
    ],
    ['Wide cotton trousers', 'Marsa', 'ecru', 'cotton', 'Room to walk, still tidy for a late lunch.'],
    ['Canvas sneakers', 'Ghaf', 'white', 'canvas', 'No leather anywhere in them, the soles too.'],
    ['Light knit cardigan', 'Sidra', 'clay', 'cotton, viscose', 'For the cold of the mall.'],
  ],
  ru: [
    [
      'Свободная льняная рубашка',
      'Sidra',
      'песочный',
      'лён',
      'В жару не липнет и подходит к тем брюкам, что мы отложили.',
    ],
    ['Широкие хлопковые брюки', 'Marsa', 'экрю', 'хлопок', 'В них легко идти, и за столом они выглядят собранно.'],
    ['Кеды из канвы', 'Ghaf', 'белый', 'канва', 'Кожи нет нигде, даже в подошве.'],
    ['Тонкий вязаный кардиган', 'Sidra', 'глина', 'хлопок, вискоза', 'Чтобы не мёрзнуть под кондиционером.'],
  ],
  ar: [
    ['قميص كتّان واسع', 'Sidra', 'رملي', 'كتّان', 'خفيف في الحر، ويليق بالبنطال الذي حفظناه.'],
    ['بنطال قطني عريض', 'Marsa', 'بيج فاتح', 'قطن', 'مريح في المشي وأنيق على الغداء.'],
    ['حذاء رياضي من الكانفاس', 'Ghaf', 'أبيض', 'كانفاس', 'لا جلد فيه إطلاقًا، حتى في النعل.'],
    ['كارديغان محبوك خفيف', 'Sidra', 'طيني', 'قطن وفيسكوز', 'لبرودة المول.'],
  ],
};

const TALK: Readonly<Record<Lang, readonly string[]>> = {
  en: [
    'We have three easy ways to do your weekend.',
    'The linen shirt with the wide trousers keeps you under 700 dirhams, all of it in M.',
    'Nothing here is leather, not even the soles.',
  ],
  ru: [
    'Для выходных у нас есть несколько спокойных вариантов.',
    'Льняная рубашка с широкими брюками укладывается в 700 дирхам, всё в размере M.',
    'Кожи нет нигде, даже в подошве.',
  ],
  ar: [
    'لدينا أكثر من خيار مريح لعطلتك.',
    'القميص الكتّان مع البنطال العريض أقل من 700 درهم، وكله مقاس M.',
    'لا جلد في أي قطعة، حتى في النعل.',
  ],
};

const PLACES: Readonly<Record<Lang, readonly [mall: string, directions: string]>> = {
  en: ['Al Noor Mall', 'by the fountain entrance, 4 min'],
  ru: ['Аль-Нур Молл', 'у входа с фонтаном, 4 минуты'],
  ar: ['النور مول', 'عند مدخل النافورة، 4 دقائق'],
};

function cards(lang: Lang): ProductCard[] {
  return THINGS[lang].map(([name, brand, colour, material, reason], index) => ({
    product_id: id(index + 1),
    sku: `TEST-${index}`,
    brand,
    name,
    category: name,
    colour,
    material,
    price: [229, 310, 149, 189.5][index] ?? 100,
    currency: 'AED',
    image_url: `/photos/${index}`,
    sizes_in_stock: ['S', 'M', 'L'],
    size_offered: 'M',
    store: {
      store_id: `store-${index}`,
      name: brand,
      mall_id: 'mall',
      mall_name: PLACES[lang][0],
      floor: '2',
      unit: '214',
      directions: PLACES[lang][1],
    },
    stock_checked_at: '2026-11-23T00:00:00.000Z',
    reason,
    look_id: null,
  }));
}

const SAID: Readonly<Record<Lang, string>> = {
  en: 'my size is M, and never suggest leather',
  ru: 'размер M, и никакой кожи',
  ar: 'مقاسي M، وبلا جلد',
};

function languageOf(message: string): Lang {
  if (/\p{Script=Arabic}/u.test(message)) return 'ar';
  return /\p{Script=Cyrillic}/u.test(message) ? 'ru' : 'en';
}

function answerTo(message: string): Script {
  const lang = languageOf(message);
  const isSad = /sad|грустно|حزين/u.test(message);
  const sentences = isSad && lang === 'en' ? ['Then we choose nothing today.', 'Sit with us a little.'] : TALK[lang];
  const face = { expression: isSad ? 'caring' : 'cheerful', energy_level: isSad ? 0.3 : 0.7 } as const;
  return {
    sentences,
    mood: {
      ...DEFAULT_MOOD_FRAME,
      mood_frame_id: crypto.randomUUID(),
      emotion: { ...DEFAULT_MOOD_FRAME.emotion, valence: isSad ? 0.2 : 0.75, arousal: isSad ? 0.2 : 0.6 },
      rive_params: { ...DEFAULT_MOOD_FRAME.rive_params, warmth: isSad ? 0.9 : 0.7 },
    },
    reply: {
      text: sentences.join(' '),
      speech_text: sentences.join(' '),
      lang,
      items: isSad ? [] : cards(lang),
      voice_params: DEFAULT_VOICE_PARAMS,
      avatar_state: face,
      render_hints: {
        ...face,
        listen_state: 'speaking',
        pace: isSad ? 'slow' : 'normal',
        ...(isSad ? { gesture_event: 'empathy_moment' as const } : {}),
      },
      intent: isSad ? 'emotional_share' : 'quick_search',
      query_level: 1,
      query_expansion_attempted: false,
      query_expansion_used: false,
      mood: null,
      memory_used: isSad
        ? []
        : [
            {
              kind: 'fact',
              knowledge_id: id(90),
              conversation_id: id(91),
              message_id: id(92),
              type: 'body_params',
              key: 'size',
              value: 'M',
              quote: SAID[lang],
              said_at: '2026-03-03T10:00:00.000Z',
            },
          ],
      audio: null,
      degraded: false,
      crisis_detected: false,
      model_used: 'script',
      duration_ms: 900,
      signature: 'c2lnbmVk',
    },
  };
}

const fact = (number: number, type: string, key: string, value: string, quote: string) => ({
  knowledge_id: id(100 + number),
  type,
  key,
  value,
  confidence: 0.95,
  source: 'instant_pattern',
  is_disputed: false,
  expires_at: null,
  learned_at: '2026-03-03T10:00:00.000Z',
  evidence: [{ conversation_id: id(91), message_id: id(200 + number), quote, said_at: '2026-03-03T10:00:00.000Z' }],
});

/** What the fake gateway says and knows. */
export const SCRIPTS = {
  answerTo,
  facts: [
    fact(1, 'body_params', 'size', 'M', 'my size is M'),
    fact(2, 'hard_ban', 'leather', 'leather', 'never suggest leather'),
    fact(3, 'budget', 'general', 'up to 700 AED', 'up to 700 AED for a weekend look'),
  ],
  vendors: [
    { capability: 'language-model', vendor: 'deepseek', mode: 'emulated', note: 'Rules answer instead of a model.' },
    { capability: 'speech-model', vendor: 'elevenlabs', mode: 'emulated', note: 'A tone with the right timing.' },
    { capability: 'embedding-model', vendor: 'cohere', mode: 'local', note: 'Weak: hashed n-grams.' },
  ],
};
