/** Several wordings of one thing. */
export type Wordings<T = string> = readonly [T, ...T[]];

/** How the sentences sound. */
export type Manner = 'warm' | 'gentle' | 'supportive' | 'playful' | 'excited' | 'opinionated' | 'efficient';

/** A product in the words of one language; null where the catalogue does not know. */
export interface ItemWords {
  /** Name in the quotes of the language, with the brand unless name or shop says it. */
  readonly title: string;
  readonly price: string;
  /** Such as `size M`; null as well when it was said before. */
  readonly size: string | null;
  /** Where it hangs, as an adverbial: `at Dunemark on level 1 of Marsa Gallery`. */
  readonly place: string | null;
}

/** The titles of a look by the place they take on the body; `base` is never empty. */
export interface OutfitParts {
  readonly base: readonly string[];
  readonly over: readonly string[];
  readonly feet: readonly string[];
  readonly finish: readonly string[];
}

/** What is true of all pieces of a look together. */
export interface WholeLook {
  /** Such as `627 AED`. */
  readonly total: string;
  readonly isPair: boolean;
  /** The limit as a bare number when the sum is within it and nobody has said it yet. */
  readonly within: string | null;
  /** Whether the sum is above the limit that each piece keeps to. */
  readonly isAbove: boolean;
  readonly size: string | null;
  readonly place: string | null;
}

/** Feelings that a supportive answer can name. */
export type Feeling = 'sadness' | 'anger' | 'anxiety' | 'fatigue' | 'joy' | 'neutral';

/** Small talk and delicate subjects that have an answer of their own. */
export type SmallTalk =
  'greeting' | 'thanks' | 'goodbye' | 'how_are_you' | 'who_are_you' | 'reveal' | 'body' | 'medical' | 'fakes' | 'past';

/** Parts of the day that have greetings of their own. */
export type PartOfDay = 'morning' | 'afternoon' | 'evening' | 'night';

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
    /** A colour as a thing of its own: `red`, `красный`. */
    readonly colourName: (concept: string) => string | undefined;
    /** An adverbial such as `for the weekend`. */
    readonly occasion: (concept: string) => string | undefined;
    /** A number of the currency that was just said. */
    readonly amount: (amount: number) => string;
    readonly somethingToWear: string;
    readonly quoted: (text: string) => string;
  };
  readonly items: {
    /** Openings by the manner of the answer. */
    readonly opening: Readonly<Record<Exclude<Manner, 'efficient'>, Wordings>>;
    /** An opening that names the limit which everything keeps to. */
    readonly underLimit: Wordings<(money: string) => string>;
    /** An honest opening: none has the colour that was wished. */
    readonly otherColour: Wordings<(colour: string) => string>;
    readonly rest: Wordings;
    /** The rest is on the cards, and a question; by manner where it differs. */
    readonly restAsk: Wordings;
    readonly closing: Readonly<Record<Exclude<Manner, 'efficient'> | 'look', Wordings>>;
    readonly rememberedSize: Wordings<(size: string) => string>;
    readonly rememberedBudget: Wordings<(money: string) => string>;
    readonly mallCloses: Wordings;
    readonly rememberedLook: Wordings<(look: string) => string>;
    readonly stepByStep: Wordings;
  };
  readonly look: {
    /** The pieces as one noun phrase. */
    readonly outfit: (parts: OutfitParts) => string;
    readonly pieces: Wordings<(outfit: string) => string>;
    readonly piecesFor: Wordings<(outfit: string, occasion: string) => string>;
    /** Without a word too many. */
    readonly briefly: Wordings<(outfit: string) => string>;
    readonly brieflyFor: Wordings<(outfit: string, occasion: string) => string>;
    /** Why it goes together: one colour among quiet ones, quiet ones, one colour, or nothing that the data says. */
    readonly accent: Wordings<(colour: string) => string>;
    readonly calm: Wordings;
    readonly tonal: Wordings<(colour: string) => string>;
    readonly easy: Wordings;
    readonly whole: Wordings<(whole: WholeLook) => string>;
  };
  readonly pick: {
    /** The favourite and why: `why` is a clause of the lists below. */
    readonly favourite: Wordings<(title: string, why: string) => string>;
    readonly firmly: Wordings<(title: string, why: string) => string>;
    readonly single: Wordings<(title: string, why: string) => string>;
    /** Favourite, reason, price and place in one sentence. */
    readonly briefly: Wordings<(item: ItemWords, why: string) => string>;
    readonly colour: Wordings<(colour: string) => string>;
    readonly cheapest: Wordings;
    readonly occasion: Wordings<(occasion: string) => string>;
    readonly material: Wordings<(material: string) => string>;
    readonly plain: Wordings;
    /** Price and place of the favourite. */
    readonly where: Wordings<(item: ItemWords) => string>;
  };
  /** Clauses on the others, by what sets them apart. */
  readonly other: {
    readonly cheaper: Wordings<(item: ItemWords) => string>;
    readonly colour: Wordings<(item: ItemWords, colour: string) => string>;
    readonly material: Wordings<(item: ItemWords, material: string) => string>;
    readonly treat: Wordings<(item: ItemWords) => string>;
    readonly another: Wordings<(item: ItemWords) => string>;
    readonly joined: (clauses: readonly string[]) => string;
  };
  readonly noted: {
    /** `Size M, up to 700 AED and no leather, noted.` */
    readonly sentence: Wordings<(things: string) => string>;
    readonly briefly: Wordings<(things: string) => string>;
    /** When the message was nothing but this. */
    readonly warmly: Wordings<(things: string) => string>;
    readonly without: (things: string) => string;
    readonly allergy: (things: string) => string;
  };
  readonly noItems: {
    readonly searched: Wordings<(search: SearchWords) => string>;
    /** The condition that binds, in words; takes the limit or the size. */
    readonly binding: {
      readonly price: Wordings<(money: string) => string>;
      readonly size: Wordings<(size: string) => string>;
      readonly banned: Wordings<(things: string) => string>;
      readonly garment: Wordings;
      readonly stock: Wordings;
    };
    readonly relax: Readonly<Record<'price' | 'colour' | 'size' | 'banned' | 'any', Wordings>>;
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
  readonly greetings: Readonly<Record<PartOfDay, Wordings>>;
  readonly chat: { readonly open: Wordings; readonly ask: Wordings; readonly askSearch: Wordings };
  readonly firstTime: Wordings;
  readonly returning: {
    readonly long: Wordings<(days: number) => string>;
    readonly medium: Wordings;
    readonly short: Wordings;
    readonly ask: Wordings;
  };
}
