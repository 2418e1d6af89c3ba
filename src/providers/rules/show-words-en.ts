import type { ItemWords, OutfitParts, Phrasebook, WholeLook } from './phrasebook.ts';

const list = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
const the = (titles: readonly string[]): string => list(titles.map((title) => `the ${title}`));
const at = (text: string | null): string => (text === null ? '' : `, ${text}`);

function outfit({ base, over, feet, finish }: OutfitParts): string {
  const [first = '', ...under] = base;
  const core = under.length > 0 ? `the ${first} with ${the(under)}` : `the ${first}`;
  const rest = [
    over.length > 0 ? `${the(over)} over it` : '',
    feet.length > 0 ? `${the(feet)} on the feet` : '',
    finish.length > 0 ? `${the(finish)} to finish` : '',
  ];
  return list([core, ...rest.filter((part) => part !== '')]);
}

/** What follows the sum: the limit, the size, the place. */
function rest({ isPair, within, isAbove, size, place }: WholeLook): string {
  const all = isPair ? 'both' : 'all';
  const limit = within
    ? `, inside our ${within}`
    : isAbove
      ? ', above the limit as a whole though each piece keeps to it'
      : '';
  if (size && place) return `${limit}, ${all} in ${size}, and ${all} ${place}`;
  return `${limit}${size ? `, ${all} in ${size}` : ''}${place ? `, ${all} ${place}` : ''}`;
}

/** Jeans and sneakers are many, a dress is one. */
const isMany = (title: string): boolean => /[^s]s$/iu.test(title.split(' by ')[0] ?? title);
const are = (title: string): string => (isMany(title) ? 'are' : 'is');

const inPlace = ({ title, price, place, size }: ItemWords, one: string, many = one): string => {
  if (place) return `${isMany(title) ? many : one} ${place}, ${price}${at(size)}.`;
  return `${isMany(title) ? 'They cost' : 'It costs'} ${price}${at(size)}.`;
};

/** How English shows things. */
export const SHOW_ENGLISH: Pick<Phrasebook, 'items' | 'look' | 'pick' | 'other'> = {
  items: {
    opening: {
      warm: [
        'Look what we found.',
        'This one was a pleasure to look for.',
        'Come, let us show you something.',
        'We have a good feeling about this.',
        'We walked the rails for you.',
        'Well, this turned out nicely.',
        'So, here is what caught our eye.',
        'There is something lovely waiting for us.',
      ],
      gentle: [
        'Nothing loud today, just what feels easy.',
        'We kept it simple.',
        'Softly does it, so just a little.',
        'No rush at all, one good thing is enough.',
        'Let us make this part easy.',
        'Quiet and comfortable, that was the idea.',
      ],
      supportive: [
        'We are right here, and we take this slowly.',
        'One thing less to carry today.',
        'Leave this bit to us.',
        'You have enough on your mind, so this stays small.',
        'We are with you, and it can take its time.',
        'Let us do this together, gently.',
      ],
      playful: [
        'Oh, this is going to be fun!',
        'Careful, we may have fallen for something.',
        'Guess who went through every rail?',
        'Well well, look who gets to dress up.',
        'The hangers were practically waving at us.',
        'Drum roll, please.',
      ],
      excited: [
        'We love this one already!',
        'Oh yes, now we are talking!',
        'This is exactly our kind of day!',
        'You have to see this!',
        'What a find!',
        'We could not wait to show you!',
      ],
      opinionated: [
        'Straight answer, because you would get one from us anyway.',
        'We have a clear favourite here.',
        'No going back and forth this time.',
        'We would not hesitate.',
        'Our mind is made up.',
        'Let us be frank.',
      ],
    },
    underLimit: [
      (money) => `There are good things under ${money}.`,
      (money) => `${money} goes a long way here.`,
      (money) => `Staying under ${money} was no trouble at all.`,
      (money) => `Under ${money}, and no need to settle.`,
      (money) => `We kept to ${money}, and it did not hurt.`,
      (money) => `With ${money} we can choose properly.`,
    ],
    otherColour: [
      (colour) => `Nothing in ${colour} right now, to be honest, so these come closest.`,
      (colour) => `True ${colour} is not there today, but these are near in spirit.`,
      (colour) => `We did not find it in ${colour}, so we looked a shade further.`,
      (colour) => `In ${colour} the rails are empty, and still these are worth a look.`,
      (colour) => `${colour} was not to be had, so we went for other colours.`,
      (colour) => `No ${colour} this time, and we would rather tell you straight.`,
    ],
    rest: [
      'The rest are on the cards.',
      'More of them on the cards.',
      'The cards have the others.',
      'The others wait on the cards.',
      'For the rest, see the cards.',
      'You will see the rest on the cards.',
    ],
    restAsk: [
      'The rest are on the cards, so which one feels like us?',
      'The others are on the cards, which one do we try on first?',
      'More on the cards, and which one is calling you?',
      'Have a look at the cards for the rest, does one of them win?',
      'The cards hold the rest, so what goes into the fitting room?',
      'You will see the others on the cards, any that make you smile?',
    ],
    closing: {
      warm: [
        'Does it feel like us?',
        'Shall we try it on?',
        'What does your heart say?',
        'Fitting room?',
        'Is that the one?',
        'What do you think?',
      ],
      look: [
        'Shall we put it together, or is something not quite you?',
        'Does it feel like us, or shall we swap something?',
        'Is it a yes, or do we change a piece?',
        'Which piece would you change, if any?',
        'Shall we try the whole thing on?',
        'Can you see yourself in it?',
      ],
      gentle: [
        'Look whenever you like, we are here.',
        'If it feels easy, we stay with it.',
        'No need to decide now.',
        'Take your time with it.',
        'If not this one, we keep it just as calm.',
        'Whenever you feel like it.',
      ],
      supportive: [
        'And if today is not the day, that is fine too.',
        'We are here, whichever way you lean.',
        'Only if it feels good.',
        'It can wait, and so can we.',
        'Say a word and we carry on together.',
        'No pressure from us, ever.',
      ],
      playful: [
        'So, which of us gets to wear it first?',
        'Do we dare?',
        'Admit it, you are smiling?',
        'Fitting room, last one there pays for coffee?',
        'Well, who wins?',
        'Tempted yet?',
      ],
      excited: [
        'Shall we run and try it on?',
        'Tell us you love it too!',
        'When do we go?',
        'Can you picture it already?',
        'Do we grab it?',
        'Ready for the fitting room?',
      ],
      opinionated: [
        'But it is yours to wear, so what does your gut say?',
        'You have the last word, of course.',
        'Argue with us if you see it differently.',
        'Convinced?',
        'Now you say it, honestly.',
        'Do we agree?',
      ],
    },
    rememberedSize: [
      (size) => `We took ${size} throughout, still right?`,
      (size) => `It is all ${size}, that is still ours, right?`,
      (size) => `We looked for ${size}, is that right?`,
      (size) => `Still ${size}, right?`,
      (size) => `We went with ${size} as ever, right?`,
      (size) => `We kept to ${size}, still good?`,
    ],
    rememberedBudget: [
      (money) => `We stayed under ${money}, as usual, right?`,
      (money) => `Still up to ${money}, right?`,
      (money) => `We had ${money} in mind, is that right?`,
      (money) => `It keeps to our ${money}, still good?`,
      (money) => `Our limit is still ${money}, right?`,
      (money) => `We counted on ${money} at most, still fine?`,
    ],
    mallCloses: [
      'The mall closes before long, and tomorrow is just as good.',
      'They close soon, so no shame in coming tomorrow.',
      'The mall is about to call it a day, and tomorrow works as well.',
    ],
    rememberedLook: [
      (look) => `Something like ${look}, right?`,
      (look) => `Close to ${look}, is that the one you mean?`,
      (look) => `In the spirit of ${look}, right?`,
      (look) => `You mean a bit like ${look}, right?`,
      (look) => `Remember ${look}, something of that kind?`,
      (look) => `Along the lines of ${look}, is that it?`,
    ],
    stepByStep: [
      'Shall we take it step by step: what matters most, the days or the occasions?',
      'It is a big one, so what do we settle first?',
      'That is a whole wardrobe, so where do we begin?',
      'Let us go piece by piece, what comes first?',
      'Which part of it shall we get right first?',
      'Bit by bit then, what matters most?',
    ],
  },
  look: {
    outfit,
    pieces: [
      (looks) => `We'd wear ${looks}.`,
      (looks) => `Picture ${looks}.`,
      (looks) => `Ours would be ${looks}.`,
      (looks) => `It starts with ${looks}.`,
      (looks) => `Think of ${looks}.`,
      (looks) => `We put together ${looks}.`,
      (looks) => `You in ${looks}, we can see it.`,
    ],
    piecesFor: [
      (looks, occasion) => `We'd wear ${looks} ${occasion}.`,
      (looks, occasion) => `What we see ${occasion} is ${looks}.`,
      (looks, occasion) => `Picture it ${occasion}: ${looks}.`,
      (looks, occasion) => `Ours ${occasion} would be ${looks}.`,
      (looks, occasion) => `${looks}, that is how we'd go ${occasion}.`,
      (looks, occasion) => `Something easy to love ${occasion}: ${looks}.`,
    ],
    briefly: [
      (looks) => `${looks}.`,
      (looks) => `This works: ${looks}.`,
      (looks) => `Easy: ${looks}.`,
      (looks) => `We'd take ${looks}.`,
      (looks) => `Sorted: ${looks}.`,
      (looks) => `Quick and good: ${looks}.`,
      (looks) => `Go with ${looks}.`,
    ],
    brieflyFor: [
      (looks, occasion) => `${occasion}, ${looks}.`,
      (looks, occasion) => `Easy one ${occasion}: ${looks}.`,
      (looks, occasion) => `We'd take ${looks} ${occasion}.`,
      (looks, occasion) => `${looks}, right ${occasion}.`,
      (looks, occasion) => `Sorted ${occasion}: ${looks}.`,
      (looks, occasion) => `This works ${occasion}: ${looks}.`,
    ],
    accent: [
      (colour) => `The ${colour} does the talking, the rest stays quiet.`,
      (colour) => `One bit of ${colour}, and everything around it calm.`,
      (colour) => `We let the ${colour} have the stage.`,
      (colour) => `The ${colour} wakes it all up without shouting.`,
      (colour) => `It lives from that touch of ${colour}.`,
      (colour) => `A little ${colour} is all the drama it needs.`,
    ],
    calm: [
      'Quiet colours, so nothing argues.',
      'The colours are calm and get along.',
      'All of it quiet, and that is what makes it look good.',
      'The shades are easy company for each other.',
      'No colour fights another, so it looks put together by itself.',
      'Calm tones, the kind one never gets tired of.',
    ],
    tonal: [
      (colour) => `All in ${colour}, so it reads as one long line.`,
      (colour) => `Head to toe in ${colour}, and it looks like we meant it.`,
      (colour) => `It is ${colour} with ${colour}, simple and strong.`,
      (colour) => `One colour, ${colour}, and the cut does the rest.`,
      (colour) => `Everything in ${colour}, nothing to match.`,
      (colour) => `Just ${colour}, and that is the charm.`,
    ],
    easy: [
      'They get along without trying.',
      'Together they look like you did not think about it at all.',
      'Each is fine alone, together they make sense.',
      'It comes together and still feels light.',
      'Nothing in it tries too hard.',
      'It moves well, and it does not ask for attention.',
    ],
    whole: [
      (whole) => `It is ${whole.total} together${rest(whole)}.`,
      (whole) => `${whole.total} for the ${whole.isPair ? 'pair' : 'whole look'}${rest(whole)}.`,
      (whole) => `Together that makes ${whole.total}${rest(whole)}.`,
      (whole) => `It comes to ${whole.total}${rest(whole)}.`,
      (whole) => `All told ${whole.total}${rest(whole)}.`,
      (whole) => `The ${whole.isPair ? 'pair' : 'lot'} is ${whole.total}${rest(whole)}.`,
    ],
  },
  pick: {
    favourite: [
      (title, why) => `Our favourite is the ${title}: ${why}.`,
      (title, why) => `The ${title} won us over: ${why}.`,
      (title, why) => `We keep coming back to the ${title}: ${why}.`,
      (title, why) => `If it were up to us, the ${title}: ${why}.`,
      (title, why) => `We'd try the ${title} first, ${why}.`,
      (title, why) => `It had to be the ${title}, ${why}.`,
      (title, why) => `Our hand went straight to the ${title}: ${why}.`,
    ],
    firmly: [
      (title, why) => `The ${title}, no question: ${why}.`,
      (title, why) => `Honestly, we'd take the ${title}: ${why}.`,
      (title, why) => `Our vote goes to the ${title}: ${why}.`,
      (title, why) => `It has to be the ${title}, ${why}.`,
      (title, why) => `We stand by the ${title}: ${why}.`,
      (title, why) => `Nothing beats the ${title} here: ${why}.`,
    ],
    single: [
      (title, why) => `There is one that fits, the ${title}: ${why}.`,
      (title, why) => `One thing, and a good one: the ${title}, ${why}.`,
      (title, why) => `What stayed with us is the ${title}: ${why}.`,
      (title, why) => `We found just the one, the ${title}: ${why}.`,
      (title, why) => `One answer today, the ${title}: ${why}.`,
      (title, why) => `It all points to the ${title}: ${why}.`,
    ],
    briefly: [
      ({ title, price, size, place }, why) => `The ${title} first, ${why}: ${price}${at(size)}${at(place)}.`,
      ({ title, price, size, place }, why) => `We'd take the ${title}, ${price}${at(size)}${at(place)}: ${why}.`,
      ({ title, price, size, place }, why) => `Best of them, the ${title}: ${why}, ${price}${at(size)}${at(place)}.`,
      ({ title, price, size, place }, why) => `Go for the ${title}, ${why}, ${price}${at(size)}${at(place)}.`,
      ({ title, price, size, place }, why) => `Winner, the ${title}: ${why}, ${price}${at(size)}${at(place)}.`,
      ({ title, price, size, place }, why) => `Quick one: the ${title}, ${why}, ${price}${at(size)}${at(place)}.`,
      ({ title, price, size, place }, why) => `Ours is the ${title}, ${why}, ${price}${at(size)}${at(place)}.`,
    ],
    colour: [
      (colour) => `exactly the ${colour} we were after`,
      (colour) => `a proper ${colour}`,
      (colour) => `${colour}, as it should be`,
      (colour) => `the ${colour} is just right`,
      (colour) => `with the ${colour} we wanted`,
      (colour) => `that is our ${colour}`,
    ],
    cheapest: [
      'the lightest on the budget',
      'kind to the wallet without showing it',
      'the gentlest price of them all',
      'least money, plenty of charm',
      'little money for plenty',
      'easy on the wallet too',
    ],
    occasion: [
      (occasion) => `so right ${occasion}`,
      (occasion) => `easy to picture ${occasion}`,
      (occasion) => `just the thing ${occasion}`,
      (occasion) => `good ${occasion} and long after`,
      (occasion) => `in the right mood ${occasion}`,
      (occasion) => `right ${occasion} without trying too hard`,
    ],
    material: [
      (material) => `${material}, nice on the skin`,
      (material) => `${material}, and that feels good`,
      (material) => `in ${material}, so pleasant to wear`,
      (material) => `${material}, so it breathes`,
      (material) => `we like the ${material}`,
      (material) => `${material}, and one feels the difference`,
    ],
    plain: [
      'simple and sure of itself',
      'not trying too hard',
      'easy to wear, hard to get tired of',
      'something to like even in a year',
      'good with nearly everything',
      'quietly good',
    ],
    where: [
      (item) => inPlace(item, 'It hangs', 'They hang'),
      (item) => inPlace(item, 'It is waiting', 'They are waiting'),
      (item) => inPlace(item, 'You will find it', 'You will find them'),
      (item) => inPlace(item, 'Look for it', 'Look for them'),
      (item) => inPlace(item, 'We saw it', 'We saw them'),
      (item) => inPlace(item, 'It lives', 'They live'),
    ],
  },
  other: {
    cheaper: [
      ({ title, price }) => `for less there ${are(title)} the ${title} at ${price}`,
      ({ title, price }) => `the lowest price belongs to the ${title}, ${price}`,
      ({ title, price }) => `if we would rather save, the ${title} ${are(title)} ${price}`,
      ({ title, price }) => `the ${title} ${are(title)} easiest on the wallet at ${price}`,
      ({ title, price }) => `to spend least, take the ${title}, ${price}`,
      ({ title, price }) => `sparing the budget, the ${title} at ${price}`,
    ],
    colour: [
      ({ title, price }, colour) => `in ${colour} there ${are(title)} the ${title} for ${price}`,
      ({ title, price }, colour) => `we saw the ${title} in ${colour}, ${price}`,
      ({ title, price }, colour) => `for ${colour}, take the ${title} at ${price}`,
      ({ title, price }, colour) => `for some ${colour} there ${are(title)} the ${title} at ${price}`,
      ({ title, price }, colour) => `the ${title} would be ${colour}, ${price}`,
      ({ title, price }, colour) => `if ${colour} tempts us, the ${title} ${are(title)} ${price}`,
    ],
    material: [
      ({ title, price }, material) => `in ${material} there ${are(title)} the ${title} for ${price}`,
      ({ title, price }, material) => `the ${title} ${are(title)} ${material}, ${price}`,
      ({ title, price }, material) => `for the feel of ${material}, the ${title} at ${price}`,
      ({ title, price }, material) => `in ${material} we like the ${title} at ${price}`,
      ({ title, price }, material) => `made of ${material}, the ${title} for ${price}`,
      ({ title, price }, material) => `if we want ${material}, the ${title} ${are(title)} ${price}`,
    ],
    treat: [
      ({ title, price }) => `to treat ourselves, the ${title} for ${price}`,
      ({ title, price }) => `for more money the ${title}, ${price}, and we would understand`,
      ({ title, price }) => `the bolder choice would be the ${title} at ${price}`,
      ({ title, price }) => `for a grander mood, the ${title} at ${price}`,
      ({ title, price }) => `to dream a little, the ${title} at ${price}`,
      ({ title, price }) => `when it may cost more, the ${title} for ${price}`,
    ],
    another: [
      ({ title, price }) => `close behind ${are(title)} the ${title} at ${price}`,
      ({ title, price }) => `have a look at the ${title}, ${price}`,
      ({ title, price }) => `a good second would be the ${title} for ${price}`,
      ({ title, price }) => `we also like the ${title} at ${price}`,
      ({ title, price }) => `there ${are(title)} the ${title} too, ${price}`,
      ({ title, price }) => `do not overlook the ${title}, ${price}`,
    ],
    joined: (clauses) => `${clauses.join(', and ')}.`,
  },
};
