import type { ReplyBrief } from '#ports/reply-brief';

/** A brief with nothing in it, for tests; every field may be replaced. */
export function sampleBrief(rest: Partial<ReplyBrief> = {}): ReplyBrief {
  return {
    version: 1,
    language: 'en',
    intent: 'social_chat',
    tone_mode: 'warm',
    query_level: 1,
    user_message: 'hello',
    is_first_exchange: false,
    days_away: 0,
    facts: [],
    episodes: [],
    recent: [],
    mood: { valence: 0.5, energy: 0.4, label: 'neutral' },
    world: { place: null, part_of_day: null, weather: null, mall_closes_in_hours: null },
    constraints: {
      categories: [],
      colours: [],
      size: null,
      max_price: null,
      currency: null,
      occasion: null,
      excluded: [],
    },
    items: [],
    rationale: null,
    correction: null,
    memory_question: null,
    rule_ids: [],
    max_emoji: 0,
    ...rest,
  };
}

/** A fact of a brief. */
export function sampleFact(rest: Partial<ReplyBrief['facts'][number]> = {}): ReplyBrief['facts'][number] {
  return {
    ref: 'K1',
    type: 'body_params',
    key: 'size',
    value: 'M',
    is_disputed: false,
    is_new: false,
    quote: 'my size is M',
    ...rest,
  };
}

/** An item of a brief. */
export function sampleItem(rest: Partial<ReplyBrief['items'][number]> = {}): ReplyBrief['items'][number] {
  return {
    ref: 'P1',
    name: 'Relaxed Linen Shirt',
    brand: 'Noor & Palm',
    category: 'shirt',
    colour: 'white',
    material: 'linen',
    price: 249,
    currency: 'AED',
    size_offered: 'M',
    store_name: 'Noor & Palm',
    mall_name: 'Dubai Mall',
    floor: '2',
    ...rest,
  };
}

/** A shirt, trousers and shoes of a look, and a second top, in two malls. */
export const SAMPLE_ITEMS: ReplyBrief['items'] = [
  sampleItem(),
  sampleItem({
    ref: 'P2',
    name: 'Tapered Chino',
    brand: 'Dune Row',
    category: 'pants',
    colour: 'beige',
    material: 'cotton, elastane',
    price: 199.5,
    store_name: 'Dune Row',
    floor: 'Ground',
  }),
  sampleItem({
    ref: 'P3',
    name: 'Canvas Low Sneaker',
    brand: 'Marsa',
    category: 'sneakers',
    colour: 'red',
    material: 'cotton',
    size_offered: null,
    price: 179,
    store_name: 'The Sole Room',
    mall_name: 'Mall of the Emirates',
    floor: '1',
  }),
  sampleItem({
    ref: 'P4',
    name: 'Crew Tee',
    brand: 'Marsa',
    category: 't_shirt',
    colour: 'navy',
    material: 'cotton',
    price: 89,
    store_name: null,
    mall_name: null,
    floor: null,
  }),
];
