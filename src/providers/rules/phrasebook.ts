/** Several wordings of one thing. */
export type Wordings<T = string> = readonly [T, ...T[]];

/** A product in the words of one language; null where the catalogue does not know. */
export interface ItemWords {
  /** Name in the quotes of the language, with the brand unless name or shop says it. */
  readonly title: string;
  readonly price: string;
  /** Such as `size M`. */
  readonly size: string | null;
  /** Shop, mall and floor, as they follow a comma. */
  readonly place: string | null;
}

/** Feelings that a supportive answer can name. */
export type Feeling = 'sadness' | 'anger' | 'anxiety' | 'fatigue' | 'joy' | 'neutral';

/** Small talk and delicate subjects that have an answer of their own. */
export type SmallTalk =
  'greeting' | 'thanks' | 'goodbye' | 'how_are_you' | 'who_are_you' | 'reveal' | 'body' | 'medical' | 'fakes' | 'past';

/** What the answer to a request without a product has to say. */
export interface SearchWords {
  /** Such as `white sneakers`, or the general word. */
  readonly what: string;
  /** Conditions joined in words, such as `up to 500 AED, in size M, without leather`; empty when there were none. */
  readonly conditions: string;
}

/** How one language says everything that the rules can say. Every sentence ends with its own mark. */
export interface Phrasebook {
  readonly words: {
    readonly money: (amount: number, currency: string) => string;
    readonly size: (size: string) => string;
    /** Of a whole list: `a, b and c`. */
    readonly list: (parts: readonly string[]) => string;
    /** Of a list under a negation: `a or b`. */
    readonly either: (parts: readonly string[]) => string;
    readonly title: (name: string, brand: string | null) => string;
    readonly place: (store: string | null, mall: string | null, floor: string | null) => string | null;
    readonly upTo: (money: string) => string;
    readonly without: (things: string) => string;
    readonly inColour: (colour: string) => string;
    /** A concept in this language, in the case that `without` or a search wants; undefined when unknown. */
    readonly banned: (concept: string) => string | undefined;
    readonly garment: (concept: string) => string | undefined;
    readonly colour: (concept: string) => string | undefined;
    readonly somethingToWear: string;
    readonly quoted: (text: string) => string;
  };
  readonly items: {
    /** Openings by the mood of the answer. */
    readonly opening: Readonly<Record<'warm' | 'gentle' | 'lively', Wordings>>;
    readonly first: Wordings<(item: ItemWords) => string>;
    readonly next: Wordings<(item: ItemWords) => string>;
    readonly last: Wordings<(item: ItemWords) => string>;
    /** An item of another kind, which makes a look with the ones before. */
    readonly companion: Wordings<(item: ItemWords) => string>;
    /** One item in a hurry. */
    readonly brief: (item: ItemWords) => string;
    readonly more: (count: number) => string;
    /** `look` when the items go together. */
    readonly closing: Readonly<Record<'warm' | 'gentle' | 'lively' | 'look', Wordings>>;
    readonly rememberedSize: Wordings<(size: string) => string>;
    readonly rememberedBudget: Wordings<(money: string) => string>;
    readonly mallCloses: string;
    readonly rememberedLook: Wordings<(look: string) => string>;
    readonly stepByStep: Wordings;
  };
  readonly noted: {
    /** `Size M, up to 700 AED and no leather, noted.` */
    readonly sentence: Wordings<(things: string) => string>;
    readonly without: (things: string) => string;
    readonly allergy: (things: string) => string;
  };
  readonly noItems: {
    readonly searched: Wordings<(search: SearchWords) => string>;
    readonly relax: {
      readonly price: Wordings;
      readonly colour: Wordings;
      readonly size: Wordings;
      readonly any: Wordings;
    };
    readonly shopsSilent: Wordings;
    readonly askMore: Wordings;
    readonly whichOne: Wordings;
  };
  readonly opinion: {
    readonly pick: Wordings<(item: ItemWords) => string>;
    readonly cheapest: Wordings;
    readonly easiest: Wordings;
    readonly second: Wordings<(item: ItemWords) => string>;
    readonly choice: Wordings;
    readonly unseen: Wordings;
    readonly unseenAsk: Wordings;
  };
  readonly memory: {
    readonly size: Wordings<(value: string) => string>;
    readonly shoeSize: Wordings<(value: string) => string>;
    readonly budget: Wordings<(money: string) => string>;
    readonly ban: Wordings<(things: string) => string>;
    readonly allergy: Wordings<(things: string) => string>;
    readonly other: Wordings<(value: string) => string>;
    readonly unknown: { readonly size: Wordings; readonly budget: Wordings; readonly other: Wordings };
    readonly unsure: Wordings;
    /** Everything: pieces such as `M sits well on you`, then a question. */
    readonly all: Wordings<(pieces: string) => string>;
    readonly allSize: (value: string) => string;
    readonly allBudget: (money: string) => string;
    readonly allBan: (things: string) => string;
    readonly allAllergy: (things: string) => string;
    readonly allAsk: Wordings;
    readonly nothing: Wordings;
  };
  readonly correction: {
    readonly sorry: Wordings;
    readonly now: Wordings<(value: string) => string>;
    readonly askTruth: Wordings;
    readonly forGoodOrToday: Wordings;
    readonly confirmed: Wordings;
  };
  readonly feelings: Readonly<
    Record<Feeling, { readonly named: Wordings; readonly stay: Wordings; readonly ask: Wordings }>
  >;
  readonly smallTalk: Readonly<Record<SmallTalk, Wordings>>;
  readonly chat: { readonly open: Wordings; readonly ask: Wordings; readonly askSearch: Wordings };
  readonly firstTime: Wordings;
  readonly returning: {
    readonly long: Wordings<(days: number) => string>;
    readonly medium: Wordings;
    readonly short: Wordings;
    readonly ask: Wordings;
  };
}
