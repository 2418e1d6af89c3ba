import { seededRandom } from '#kernel/seeded-random';

const GARMENTS = [
  'linen shirt',
  'summer dress',
  'denim jacket',
  'pair of sneakers',
  'wool coat',
  'silk scarf',
  'black trousers',
  'cotton hoodie',
  'evening gown',
  'leather-free belt',
] as const;
const COLOURS = ['white', 'navy', 'beige', 'olive', 'burgundy', 'grey', 'sky blue', 'cream'] as const;
const OCCASIONS = [
  'the weekend',
  'a wedding',
  'the office',
  'a dinner at the marina',
  'a trip to Muscat',
  'a birthday',
  'the beach',
  'an interview',
] as const;
const PEOPLE = ['Mona', 'my brother', 'my colleague', 'Yusuf', 'my sister', 'an old friend'] as const;

/** What users ask during the measured turns: six of ten want things from the shops, the others talk or ask the memory. */
const QUESTIONS: readonly ((parts: Parts) => string)[] = [
  ({ colour, garment, occasion }) => `I need a ${colour} ${garment} for ${occasion}`,
  ({ colour, garment, amount }) => `Show me a ${colour} ${garment} up to ${amount} AED`,
  ({ colour, occasion }) => `A casual ${colour} look for ${occasion}, please`,
  ({ garment, occasion }) => `Find a ${garment} that suits ${occasion}`,
  ({ amount }) => `Нужны белые кроссовки до ${amount} дирхам`,
  ({ amount }) => `أبي فستان للسهرة، ميزانيتي ${amount} درهم`,
  ({ person, occasion }) => `${person} called me today about ${occasion}, it was a long day`,
  ({ garment, person }) => `What did I tell you about the ${garment} that ${person} gave me?`,
  ({ occasion }) => `What is my size, and what do I never want to see at ${occasion}?`,
  ({ occasion }) => `I am a bit nervous about ${occasion}`,
];

const REMARKS: readonly ((parts: Parts) => string)[] = [
  ({ colour, garment, person }) => `${person} gave me a ${colour} ${garment} last spring and I still wear it`,
  ({ garment, occasion }) => `I wore the ${garment} to ${occasion} and people liked it`,
  ({ colour, occasion }) => `For ${occasion} I usually pick something ${colour}`,
  ({ person, garment }) => `${person} says that a ${garment} makes me look taller, what do you think?`,
  ({ colour, garment }) => `Remember that ${colour} ${garment} from the second floor?`,
  ({ occasion, person }) => `${person} and I are planning ${occasion} next month`,
];

interface Parts {
  readonly garment: string;
  readonly colour: string;
  readonly occasion: string;
  readonly person: string;
  /** AED. */
  readonly amount: number;
}

/** One exchange of the history: what the user said and what was answered. */
export interface PastExchange {
  readonly said: string;
  readonly answered: string;
}

/** Makes the same words for the same seed. */
export function pastExchanges(count: number): readonly PastExchange[] {
  const pick = picker(0);
  return Array.from({ length: count }, () => {
    const parts = draw(pick);
    return {
      said: pick(REMARKS)(parts),
      answered: `I remember the ${parts.garment}. A ${parts.colour} one goes well with ${parts.occasion}; tell ${parts.person} hello.`,
    };
  });
}

/** What a user teaches before the measure begins: facts that every later turn reads and decrypts. */
export const TEACHINGS: readonly string[] = [
  'My size is M and my shoe size is 42',
  'Never suggest leather, and I am allergic to wool',
  'My budget is up to 700 AED',
];

/** What one user says in order; users differ, so that two prompts of the same moment hardly ever hold the same text. */
export function questionsOf(user: number, count: number): readonly string[] {
  const pick = picker(user + 1);
  return Array.from({ length: count }, (_, index) =>
    QUESTIONS[(index + user) % QUESTIONS.length]!({ ...draw(pick), amount: 500 + 10 * user }),
  );
}

type Pick = <T>(list: readonly T[]) => T;

function picker(seed: number): Pick {
  const random = seededRandom(seed);
  return (list) => list[Math.floor(random() * list.length)]!;
}

function draw(pick: Pick): Parts {
  return {
    garment: pick(GARMENTS),
    colour: pick(COLOURS),
    occasion: pick(OCCASIONS),
    person: pick(PEOPLE),
    amount: 500,
  };
}
