import type { Line, Speaker } from './line.ts';
import type { Feeling } from './phrasebook.ts';
import { itemWords } from './read-brief.ts';
import { readSmallTalk } from './read-small-talk.ts';

const LOW_VALENCE = 0.4;
const HIGH_VALENCE = 0.65;

/** Listens first and names the feeling; no products. */
export function support({ brief, phrases, choose }: Speaker): readonly Line[] {
  const words = phrases.feelings[readFeeling(brief.mood)];
  return [
    { text: choose('named', words.named) },
    { text: choose('stay', words.stay) },
    { text: choose('feeling-ask', words.ask) },
  ];
}

function readFeeling(mood: Speaker['brief']['mood']): Feeling {
  if (mood.label === 'sadness' || mood.label === 'anger' || mood.label === 'anxiety' || mood.label === 'fatigue')
    return mood.label;
  if (mood.valence < LOW_VALENCE) return 'sadness';
  if (mood.label === 'joy' || mood.valence > HIGH_VALENCE) return 'joy';
  return 'neutral';
}

/** One clear position with a reason that holds; the choice stays with the user. */
export function giveOpinion(speaker: Speaker): readonly Line[] {
  const { brief, phrases, choose } = speaker;
  const { opinion } = phrases;
  const [first, second] = brief.items.map((item, index) => itemWords(speaker, item, { isShort: index > 0 }));
  if (!first) return [{ text: choose('unseen', opinion.unseen) }, { text: choose('unseen-ask', opinion.unseenAsk) }];
  const prices = brief.items.map(({ price }) => price);
  const isCheapest = prices.length > 1 && prices[0] === Math.min(...prices);
  return [
    { text: choose('pick', opinion.pick)(first) },
    { text: choose('reason', isCheapest ? opinion.cheapest : opinion.easiest) },
    ...(second ? [{ text: choose('second', opinion.second)(second) }] : []),
    { text: choose('choice', opinion.choice) },
  ];
}

/** Welcomes somebody back; names the days when it was a week or more. */
export function welcomeBack({ brief, phrases, choose }: Speaker): Line {
  const { returning } = phrases;
  const days = brief.days_away ?? 0;
  if (days >= 7) return { text: choose('return', returning.long)(days) };
  return { text: choose('return', days >= 3 ? returning.medium : returning.short) };
}

/** Talk between friends, without products. */
export function chat(speaker: Speaker, opening?: Line): readonly Line[] {
  const { brief, phrases, choose } = speaker;
  const ask = { text: choose('chat-ask', phrases.chat.ask) };
  if (opening) return [opening, ask];
  const subject = readSmallTalk(brief.user_message);
  if (subject === 'past' && brief.episodes.length > 0) return [{ text: choose('chat', phrases.chat.open) }, ask];
  if (subject === 'greeting') {
    const hello = greet(speaker);
    if (brief.is_first_exchange) return [hello, { text: choose('first', phrases.firstTime) }];
    return /[?؟]/u.test(hello.text) ? [hello] : [hello, ask];
  }
  if (subject) {
    const answer = { text: choose('small-talk', phrases.smallTalk[subject]) };
    return subject === 'how_are_you' || subject === 'thanks' ? [answer, ask] : [answer];
  }
  if (brief.is_first_exchange) return [{ text: choose('first', phrases.firstTime) }];
  return [{ text: choose('chat', phrases.chat.open) }, ask];
}

/** By the part of the day where it is known. */
function greet({ brief, phrases, choose }: Speaker): Line {
  const part = brief.world.part_of_day;
  const greetings =
    part === 'morning' || part === 'afternoon' || part === 'evening' || part === 'night'
      ? phrases.greetings[part]
      : undefined;
  return { text: choose('hello', greetings ?? phrases.smallTalk.greeting) };
}
