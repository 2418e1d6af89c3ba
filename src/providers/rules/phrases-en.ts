import { conceptWords } from './concept-words.ts';
import type { Phrasebook } from './phrasebook.ts';

const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];
const count = (n: number): string => COUNTS[n] ?? String(n);

function place(store: string | null, mall: string | null, floor: string | null): string | null {
  const number = floor === null ? undefined : /^(?:level|floor|l)?\s*(\d+)$/iu.exec(floor)?.[1];
  const level = number
    ? `level ${number}`
    : floor !== null && /^g(?:f|round)?\b/iu.test(floor)
      ? 'ground floor'
      : floor;
  const parts = [store, mall, level].filter((part) => part !== null && part !== '');
  return parts.length === 0 ? null : parts.join(', ');
}

const at = (text: string | null, before = ', '): string => (text === null ? '' : `${before}${text}`);

/** English. */
export const ENGLISH: Phrasebook = {
  words: {
    money: (amount, currency) => `${Number.isInteger(amount) ? amount : amount.toFixed(2)} ${currency}`,
    size: (size) => (/one.?size/iu.test(size) ? 'one size' : `size ${size}`),
    list: (parts) => (parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`),
    either: (parts) => (parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} or ${parts.at(-1)}`),
    title: (name, brand) => (brand === null ? name : `${name} by ${brand}`),
    place,
    upTo: (money) => `up to ${money}`,
    without: (things) => `without ${things}`,
    inColour: (colour) => `in ${colour}`,
    ...conceptWords(0),
    somethingToWear: 'something to wear',
    quoted: (text) => text,
  },
  items: {
    opening: {
      warm: [
        'Look what we found.',
        'We have something for this.',
        'Come, we have a few good ones.',
        'We went through the rails, and here is what stayed.',
      ],
      gentle: ['We kept it simple.', 'Just a few, easy ones.', 'Nothing loud, just what works.'],
      lively: ['Oh, this is going to be fun!', 'We love this one already!', 'Now we are talking!'],
    },
    first: [
      ({ title, price, size, place: where }) =>
        `We'd start with the ${title}: ${price}${at(size)}${at(where, ', it hangs at ')}.`,
      ({ title, price, size, place: where }) => `The ${title} first, ${price}${at(size)}${at(where, ', waiting at ')}.`,
      ({ title, price, size, place: where }) =>
        `Our favourite is the ${title}${at(where, ', at ')}, ${price}${at(size)}.`,
    ],
    next: [
      ({ title, price, size, place: where }) => `Then the ${title} for ${price}${at(size)}${at(where, ', at ')}.`,
      ({ title, price, size, place: where }) => `Next to it the ${title}${at(where, ', at ')}, ${price}${at(size)}.`,
      ({ title, price, size, place: where }) => `There is also the ${title}: ${price}${at(size)}${at(where)}.`,
    ],
    companion: [
      ({ title, price, size, place: where }) => `The ${title} goes well with it: ${price}${at(size)}${at(where)}.`,
      ({ title, price, size, place: where }) =>
        `With it we'd wear the ${title}, ${price}${at(size)}${at(where, ', from ')}.`,
      ({ title, price, size, place: where }) =>
        `Add the ${title} for ${price}${at(size)}${at(where, ', at ')}, and it comes together.`,
    ],
    last: [
      ({ title, price, size, place: where }) => `And the ${title}, ${price}${at(size)}${at(where, ', at ')}.`,
      ({ title, price, size, place: where }) =>
        `And one more that is very us: the ${title}, ${price}${at(size)}${at(where, ', at ')}.`,
      ({ title, price, size, place: where }) =>
        `And to finish, the ${title} for ${price}${at(size)}${at(where, ', at ')}.`,
    ],
    brief: ({ title, price, size, place: where }) => `${title}: ${price}${at(size)}${at(where)}.`,
    more: (n) =>
      `${n === 1 ? 'One more is' : `${count(n)[0]?.toUpperCase()}${count(n).slice(1)} more are`} on the cards.`,
    closing: {
      warm: ['Which one feels like us?', 'Which one are we taking into the fitting room?', 'What do we try on first?'],
      look: [
        'Shall we put it together, or is something not quite you?',
        'Does it feel like us, or shall we swap something?',
      ],
      gentle: ['Take a look whenever you like, we are here.', 'If one of them feels easy, we stay with it.'],
      lively: ['Which one wins?', 'So, which one do we try on first?'],
    },
    rememberedSize: [(size) => `All in ${size}, that is still ours, right?`, (size) => `We took ${size}, still right?`],
    rememberedBudget: [
      (money) => `We stayed under ${money}, as usual, right?`,
      (money) => `Still up to ${money}, right?`,
    ],
    mallCloses: 'The mall closes before long, and tomorrow is just as good.',
    rememberedLook: [
      (look) => `Something like ${look}, right?`,
      (look) => `Close to ${look}, is that the one you mean?`,
    ],
    stepByStep: [
      'Shall we take it step by step: what matters most, the days or the occasions?',
      'It is a big one, so what do we settle first?',
    ],
  },
  noted: {
    sentence: [
      (things) => `${things}: noted.`,
      (things) => `${things}, got it.`,
      (things) => `${things}, we keep that in mind.`,
    ],
    without: (things) => `no ${things}`,
    allergy: (things) => `no ${things} because of the allergy`,
  },
  noItems: {
    searched: [
      ({ what, conditions }) =>
        `We looked for ${what}${at(conditions || null)}, and honestly, nothing that fits hangs here right now.`,
      ({ what, conditions }) =>
        `To be honest with you: ${what}${at(conditions || null)}, and we found nothing in stock that fits it all.`,
    ],
    relax: {
      price: [
        'If the budget may stretch a little, the choice opens up, shall we?',
        'Shall we go a little higher in price, or keep it and look at something else?',
      ],
      colour: ['Shall we look at another colour?', 'Would a neighbouring colour do?'],
      size: [
        'Shall we look one size over, or at another cut?',
        'Would another cut be fine, so that the size is easier to find?',
      ],
      any: ['Which condition may give way?', 'What matters least of it, so that we can loosen that?'],
    },
    shopsSilent: [
      'The shops are not answering us just now, so we will not guess.',
      'We cannot see the rails at the moment, and we do not want to make things up.',
    ],
    askMore: ['Shall we try again in a minute?', 'Tell us a little more meanwhile: what is it for?'],
    whichOne: ['Which of the looks do you mean, so that we do not mix them up?', 'Remind us, which one is it?'],
  },
  opinion: {
    pick: [
      ({ title, price, place: where }) => `Honestly, we'd take the ${title}: ${price}${at(where)}.`,
      ({ title, price, place: where }) => `Our vote goes to the ${title}, ${price}${at(where)}.`,
    ],
    cheapest: [
      'It asks for the least money of them and looks like more.',
      'It is the kindest to the wallet, and it loses nothing for it.',
    ],
    easiest: ['It goes with the most of what one already wears.', 'It is the one we would still like in a year.'],
    second: [
      ({ title, price }) => `The ${title} for ${price} is the bolder choice.`,
      ({ title, price }) => `If it should be braver, then the ${title} for ${price}.`,
    ],
    choice: ['But it is yours to wear, so what does your gut say?', 'The last word is yours, of course.'],
    unseen: [
      'We would rather say it straight than say something nice.',
      'We have a view on everything, but we have to see it first.',
    ],
    unseenAsk: [
      'What is it, which colour and which cut?',
      'Show us, or tell us the colour and the cut, and we will be honest.',
    ],
  },
  memory: {
    size: [
      (value) => `${value}, right? You told us so.`,
      (value) => `It is ${value}, isn't it? That is what you told us.`,
    ],
    shoeSize: [(value) => `${value} for shoes, right? You told us so.`],
    budget: [
      (money) => `Up to ${money}, right? That is what you told us.`,
      (money) => `We stay under ${money}, right?`,
    ],
    ban: [(things) => `No ${things}, right? We keep that off our rail.`, (things) => `${things}: never for us, right?`],
    allergy: [(things) => `You do not get along with ${things}, right? We keep it away from everything.`],
    other: [(value) => `${value}, right?`],
    unknown: {
      size: ['We do not have your size yet. Which one is it?', 'That one we do not know yet, which size do you take?'],
      budget: [
        'You have not told us yet. What feels comfortable?',
        'We do not know yet, how much would you like to spend?',
      ],
      other: ['We do not know that yet, tell us?', 'Nothing about it so far. What should we know?'],
    },
    unsure: [
      'We got a little muddled there. What is it really?',
      'We are not sure of it any more, so tell us once again?',
    ],
    all: [(pieces) => `Quite a bit already: that ${pieces}.`, (pieces) => `We know that ${pieces}.`],
    allSize: (value) => `${value} is your size`,
    allBudget: (money) => `we stay around ${money}`,
    allBan: (things) => `we leave ${things} alone`,
    allAllergy: (things) => `${things} and you do not get along`,
    allAsk: ['Did we get that right?', 'Is there anything that we should change?'],
    nothing: [
      'Not much yet, our story is only beginning. What should we know first?',
      'We are only getting to know each other. What do you like to wear?',
    ],
  },
  correction: {
    sorry: ['Sorry, we got that wrong.', 'Sorry, that was our mistake.', 'You are right, and we are sorry.'],
    now: [(value) => `${value} it is from now on.`, (value) => `So it is ${value}, and that stays.`],
    askTruth: ['What is it really?', 'Tell us how it is, and we will keep it.'],
    forGoodOrToday: ['Is that for good, or just not the mood today?'],
    confirmed: ['Good, then it stays as it is.', 'Thank you, then we had it right and keep it.'],
  },
  feelings: {
    sadness: {
      named: [
        'That sounds really sad, and it makes sense that it hurts.',
        'Oh, that is heavy, and it is fine to feel it.',
      ],
      stay: ['We are here with you.', 'You do not have to carry it alone.'],
      ask: [
        'Do you want to tell us what happened?',
        'Do you want to talk about it, or just be quiet together for a while?',
      ],
    },
    anger: {
      named: ['No wonder that makes you angry.', 'That would get to us too.'],
      stay: ['Let it out, we are listening.', 'We are on your side.'],
      ask: ['What annoyed you most?', 'Do you want to tell us the whole story?'],
    },
    anxiety: {
      named: ['That sounds tense, and waiting is the worst part.', 'It is all right to be nervous about this.'],
      stay: ['Breathe out, we are near.', 'We are right here.'],
      ask: ['What worries you most?', 'Shall we go through it together, calmly?'],
    },
    fatigue: {
      named: ['You sound tired, and you have every right to be.', 'That was a long one, it seems.'],
      stay: ['Sit down for a moment, nothing has to happen.', 'No plans from us, just company.'],
      ask: ['What would feel good now?', 'Was it the day or the whole week?'],
    },
    joy: {
      named: ['Oh, that is wonderful!', 'We are so happy for you!'],
      stay: ['You deserve every bit of it.', 'It made our day, too.'],
      ask: ['Tell us everything!', 'How did it feel?'],
    },
    neutral: {
      named: ['Thank you for telling us.', 'We hear you.'],
      stay: ['We are here.', 'You can say it as it is with us.'],
      ask: ['How are you with it?', 'Do you want to tell us more?'],
    },
  },
  smallTalk: {
    greeting: ['Hello, good to see you.', 'Hey, there you are.', 'Hi, lovely that you are here.'],
    thanks: ['Always.', 'Any time, that is what friends are for.', 'With love.'],
    goodbye: ['See you soon, and take care.', 'Bye for now, we are here.'],
    how_are_you: ['We are well, and better now that you are here.', 'In a good mood, thank you for asking.'],
    who_are_you: ['I am UNDE, your friend. I am an AI, but I am near and remember what matters to you.'],
    reveal: ['I am UNDE, your friend, and that is all the secret there is. Shall we pick something nice instead?'],
    body: [
      'Some cuts are simply difficult, and that is about the cut. A high waist and a soft fabric give a good line, shall we look for that?',
    ],
    medical: [
      'That one belongs to a doctor, and we would rather you asked one. What we can do is something soft and comfortable to wear.',
    ],
    fakes: ['Copies are a lottery, and we do not play it. For the same money we find a decent brand, shall we?'],
    past: ['Remind us what you liked about it: the brand or the colour?'],
  },
  chat: {
    open: ['We like talking with you.', 'Good that you are here.', 'We are all ears.'],
    ask: ['What is on your mind?', 'How is your day going?', 'What are we up to today?'],
    askSearch: ['What are we looking for?', 'So, what shall we find first?'],
  },
  firstTime: [
    'I am UNDE, a friend who knows where the good things hang. What are you looking for?',
    'Nice to meet you, I am UNDE. What would you like to find?',
  ],
  returning: {
    long: [(days) => `${days} days without you, we missed you!`, (days) => `You are back, after ${days} days!`],
    medium: ['Good to have you back.', 'There you are again, lovely.'],
    short: ['Hey again.', 'Back already, good.'],
    ask: ['How have you been?', 'How are things?'],
  },
};
