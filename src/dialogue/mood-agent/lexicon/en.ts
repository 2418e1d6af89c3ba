import type { MoodLexicon } from './lexicon.ts';

/** English, with the slang of chats. */
export const en: MoodLexicon = {
  feelings: [
    [
      'liking',
      0.9,
      `compliment*, complimented, praised me, more confident, much more confident, feel ~ confident, feels right, feel right, suits me better, looks better, sits well, sits perfectly, fits nicely, proud of, well made, soft, light as, a good fit, perfect fit, great fit, spot on, on point, nice feeling, good feeling, warms my heart, smile, smiling, made me smile`,
    ],
    [
      'exhaustion',
      0.9,
      `a wreck, i'm a wreck, total wreck, night shifts, night shift, overtime, no days off, sleep deprived, running ragged, pulled an all nighter, all nighter, 3am again, can't function, cant function, dead inside today`,
    ],
    [
      'disappointment',
      0.7,
      `cancelled, canceled, got cancelled, got canceled, called off, postponed, won't need ~ anymore, no need for ~ anymore, broke the first, broke after, fell off, came apart, fell apart, shrunk, shrank, faded already`,
    ],
    [
      'annoyance',
      0.9,
      `why ~ so hard|difficult|complicated|slow|expensive, why ~ always, why can't, can't believe you|they, cannot believe you|they, you lost my, they lost my, you forgot, you messed, how could you, don't understand why, i dont understand why, nobody answers, no one answers, nobody replies, no one replies, no reply, no answer, ignoring me, ignores me`,
    ],
    [
      'repetition',
      1,
      `# times, # hours|shops|stores|malls, for # hours, # th time, for days, for weeks, twice already, already twice`,
    ],
    [
      'haste',
      0.9,
      `in # minutes|min|mins|minute|hour|hours|hrs, within # minutes|min|mins|hour|hours, have # minutes|min|mins|hour|hours, got # minutes|min|mins, # minutes|min|mins left, # hours left, taxi|uber|car|driver|bus|train|flight ~ in #, arrives|leaves|leaving|starts|closes|arriving|departing ~ in #, taxi ~ waiting|outside|here|downstairs`,
    ],
    [
      'delight',
      0.9,
      `this is everything, it's everything, its everything, chef kiss, obsessed with, can't stop looking at, cant stop looking at, can't take my eyes off, never taking it off, need it in every colour, need it in every color, took my breath away, so in love, dream dress, i'm melting, melting, my new favorite, my new favourite, absolute favorite, absolute favourite, exactly my style, so me, it's so me, made for me, exactly my taste, couldn't be happier, could not be happier, happiest, best purchase, best buy`,
    ],
    [
      'annoyance',
      0.9,
      `stop it already, not what i said, isn't what i asked, isn't what i said, did you even read, did you read, are you deaf, are you blind, do you understand, do you even, you already showed, you showed me this already, showed me that already, seen this already, i've seen these already, wasting my time, waste my time, wasted my time, wasted an hour, makes me angry, so not ok, how hard can it be, how hard is it, what part of, not a single one`,
    ],
    [
      'irony',
      0.7,
      `brilliant idea, genius idea, great idea genius, genius move, what a great idea, wonderful idea, excellent timing, perfect timing, great timing, great job guys, well done guys, nice job guys, how convenient, how thoughtful, how original, how lovely`,
    ],
    [
      'disappointment',
      1,
      `thought ~ would be better|nicer|prettier|different, thought ~ would fit|look|suit, expected|hoped ~ better|more|different, was hoping for, not what i hoped, looked ~ better in the photo|picture|photos|pictures, looks nothing like, nothing like the photo, nothing like the picture, such a waste, fell short, lost hope, lost all hope, missed the sale, gone already, already gone, wish it was, wish it were, if only`,
    ],
    [
      'fatigue',
      1,
      `keep my eyes open, eyes ~ closing, eyes are shutting, half asleep, hours at work, hours at the office, hours of work, hours of meetings, hours in meetings, after a long shift, on my last legs, need sleep, need some sleep, need to lie down, just want to lie down, want my bed, crash on the couch, head is spinning, can't feel my legs, can't feel my feet, no strength for, hours on my feet, out of steam, ran out of energy`,
    ],
    [
      'sadness',
      0.9,
      `in hospital, in the hospital, in intensive care, seriously ill, very ill, can't focus, cant focus, can't concentrate, cant concentrate, can't stop thinking about, can't stop crying, nobody|noone ~ notice|notices|noticed|cares|care, no one ~ notice|notices|noticed|cares|care, nobody will ~ notice, don't recognize myself, hard to smile, don't want to see anyone, don't want to talk, want to hide, want to disappear under, everything goes wrong, everything went wrong, everything is wrong, having a hard time, going through a lot, going through a rough, ruined my day, ruined my mood, ruined everything, my heart aches, heart hurts, teared up, not myself, unloved, invisible, forgotten`,
    ],
    [
      'none',
      1,
      `i'd love to, id love to, would love to, would love a, i'd love a, love to see, looks like, look like, looking like, something like, anything like, things like, stuff like, feel like, feels like, would like, i'd like, id like, like to, just like,
      like a, like an, like the one, more like, pretty much, kind of, sort of, a kind, what kind, any kind, as well, well known, hot weather, hot outside, hot day, hot today, cold weather, mean to, i mean,
      do you mean, what does ~ mean, love story, blind date, to match, good for what, best seller*, bestseller*, best price, best deal*, good morning, good evening, good afternoon, good night, goodnight,
      happy hour, right size, right now then, dead sea, killer heels, cool fabric, cool colors, cool tones, warm tones, nice to have, a good deal of, worn, free size, no sleeves, no sleeve, no heels,
      no problem with, sick leave, blue dress, blue jeans, blue shirt, in blue, navy blue, light blue, dark blue, baby blue, sky blue, pretty woman, rich color, worst case, at worst, at best, how much, how far,
      bad weather, long sleeve*, late summer, never mind the, sad color*, sad colour*, boring color*, boring colour*, boring basic*, angry birds, crying shame, wedding dress*, funeral, fine jewelry, fine jewellery,
      fine print, fine fabric, bored ape, smart casual, fun colors, fun colours, fun print*, comfort shoe*, comfortable shoe*, comfortable sneaker*, comfy shoe*, enough money, not only, no more than, not more than, at least, last time, last year,
      every time zone, on time, what time, some time, this time, next time`,
    ],
    [
      'delight',
      1,
      `i love, love it, love this, love that, love these, love those, love them, love how, love the, love my, loved it, loved the, loved them, loving it, loving this, lovin it, we love, just love, absolutely love, adore*, in love, obsess*, ecstatic, overjoyed, thrilled,
      blown away, over the moon, on cloud nine, to die for, die for this, die for these, dying for, mind blown, mindblowing, mind-blowing, best day ever, best ever, best thing, the best, you're the best, youre the best, ur the best, you are the best, made my day, makes my day, dream come true, makes me so happy,
      speechless, squeal*, omg yes, yesss, yasss, yass, slay*, woohoo, woo hoo, yay, yaay, yippee, hooray, hurray, heaven, obsessed, screaming, i'm screaming, crying of joy, tears of joy, happy tears, incredible, phenomenal, magical, mesmeriz*, jackpot, nailed it, killed it, exactly what i wanted, exactly what i was looking for, exactly what i needed, everything i wanted, i'm in heaven`,
    ],
    [
      'praise',
      1,
      `wonderful*, amazing*, awesome, great, perfect, perfection, perfectly, gorgeous, beautiful*, stunning, fantastic, fabulous, brilliant, excellent, superb, marvelous, marvellous, magnificent, divine, exquisite, lovely, delightful, outstanding,
      spectacular, breathtaking, impressive, terrific, splendid, flawless, ideal, fab, dope, lit, fire, on fire, chefs kiss, chef's kiss, iconic, genius, top notch, so pretty, looks amazing, suits me perfectly, fits like a glove, fits perfectly, unreal, epic, badass, wow, love, bravo, well done, good job, great job, nice job, it's a vibe, goals, immaculate, a dream, dreamy, hot stuff, smashing, legendary`,
    ],
    [
      'liking',
      1,
      `good, nice, nicely, nicer, cute, cuter, cool, pretty, sweet, lovely too, i like, like it, like this, like that one, like this one, like these, like those, like them, like how, like the, i liked, liked it, liked the, liked that, do like, really like, quite like, kinda like, much better, better now, better, best, elegant, stylish, classy, chic, trendy, flattering, comfy, cozy, cosy, neat, fun, enjoy*, pleasant, pleased, pleasure,
      satisfied, charming, attractive, sexy, fresh, solid choice, works great, works well, suits me, fits well, fits me well, works for me, not bad, not bad at all, not too bad, not half bad, can't complain, cant complain, good choice, nice choice, good idea, great idea, i'm into, im into, digging it, dig it, not gonna lie nice, favorite, favourite, useful, helpful, helped a lot, recommend, smart choice, good stuff, decent, thumbs up, interesting, special`,
    ],
    [
      'acceptance',
      1,
      `it's fine, its fine, that's fine, thats fine, works, that works, fair enough, makes sense, sounds good, alright, all right, no problem, no worries, don't worry, dont worry, no issue*, suits, fits, it fits, good enough, acceptable, reasonable, agreed, deal, will do, i guess that works, not complaining, i don't mind, i dont mind, don't mind, dont mind, why not`,
    ],
    [
      'gratitude',
      1,
      `thank*, thx, tnx, thnx, ty, tysm, thank you so much, much appreciated, appreciate*, grateful, bless you, you saved me, you saved my life, lifesaver, life saver, you're a star, you rock`,
    ],
    [
      'excitement',
      1,
      `excited, exciting, so excited, super excited, excitement, can't wait, cant wait, cannot wait, can not wait, hyped, pumped, stoked, looking forward, psyched, buzzing, eager, eagerly, giddy, counting the days, counting down, it's happening, its happening, let's go, lets gooo, lets goo, letsgo, omg omg, finally going, butterflies of joy, got the job, got promoted, got a promotion, i got promoted, i got engaged, we got engaged, he proposed, i said yes, i passed, passed my, passed the exam, i won, we won, got accepted, i got in, aced`,
    ],
    [
      'hope',
      1,
      `hope, hopeful, hopefully, fingers crossed, promising, curious, keen, optimistic, wish me luck, dreaming of, dream of, intrigued`,
    ],
    [
      'relief',
      1,
      `finally, at last, relieved, relief, phew, thank god, thank goodness, thankfully, glad, what a relief, weight off, so much better now, feeling better, feel better, much better now, calmed down, i feel better`,
    ],
    [
      'humor',
      1,
      `haha*, hehe*, hahah*, ahaha*, lol, lmao, lmfao, rofl, funny, hilarious, jk, just kidding, kidding, joking, joke, i'm dead, im dead, giggl*, laughing, cracking up, xd`,
    ],
    ['calm', 1, `calm, relaxed, chill, chilled, chilling, peaceful, at ease, serene, zen, content, easygoing`],
    [
      'wellbeing',
      1,
      `happy, happier, happiest, happily, joy, joyful, cheerful, great mood, good mood, in a good mood, feeling good, feel good, feeling great, feel great, feeling amazing, feel amazing, i feel beautiful, feel so beautiful, feel pretty, feel confident, feeling confident, confident, proud, blessed, feeling myself, feeling fabulous, life is good, great day, good day, beautiful day, lovely day, nice day, amazing day, lucky, feel like a queen, feel like a princess, feel like a million, fresh start, energetic, full of energy, rested`,
    ],
    [
      'certainty',
      1,
      `definitely, for sure, i'm sure, im sure, i am sure, sure about, certain, certainly, absolutely, exactly, no doubt, without a doubt, i know exactly, i know what i want, i've decided, ive decided, decided, i'll take it, ill take it, i will take it, take it, i'm taking it, im taking, i'm buying, buy it, sold, totally sure, of course, must be, has to be, only this, this one, i'll go with, ill go with, going with, let's do it, lets do it, it's settled`,
    ],
    [
      'uncertainty',
      1,
      `not sure, unsure, i don't know, i dont know, i do not know, dont know, don't know, dunno, idk, no idea, maybe, perhaps, might, possibly, i guess, can't decide, cant decide, cannot decide, can't choose, cant choose, can't make up my mind, hard to choose, hard to say, undecided, hesitat*, doubt, doubts, doubtful, confused, confusing, torn between, torn, on the fence, hmm, hmmm, hm, not certain, second thoughts, which one is better, what should i, should i, do i, lost, i'm lost, overthinking, conflicted, no clue, clueless, who knows, what do you think, help me choose, help me decide`,
    ],
    [
      'sadness',
      1,
      `sad, sadder, sadly, sadness, unhappy, upset, feeling down, feel down, feeling low, feel low, feeling blue, feel blue, feel bad, feeling bad, feels bad, depress*, miserable, gloomy, lonely, alone, loneliness, cry, cried, crying, cries, tears, tearful, teary, in tears, sob, sobbing, hurt, hurts, hurting, heartache, miss him, miss her, miss them, miss my, missing him, missing her, i miss, melancholy, bad day, rough day, hard day, tough day, horrible day, terrible day, awful day, worst day, bad week, rough week, hard week, tough week, bad mood, not in the mood, no mood, not feeling it, not feeling great, not feeling good, not feeling well, not okay, not ok, i'm not ok, don't feel good, dont feel good, feel terrible, feel awful, feel empty, feeling empty, empty inside, feel like crying, want to cry, wanna cry, ready to cry, could cry, about to cry, going to cry, gonna cry, nobody cares, no one cares, nobody likes me, no one likes me, nobody loves me, left out, feel|feeling ~ empty, feel|feeling ~ lonely, feel|feeling ~ alone, feel|feeling ~ lost, feel|feeling ~ worthless, ignored, rejected, insecure, hopeless, pointless, worthless, helpless, broken, low spirits, down in the dumps, it's hard, its hard, hard for me, struggling, falling apart, unwell, sick, i'm ill, feverish, headache, homesick`,
    ],
    [
      'grief',
      1,
      `devastated, heartbroken, heart broken, broke my heart, broken heart, grief, grieving, mourning, passed away, died, lost my mother, lost my mom, lost my mum, lost my father, lost my dad, lost my job, lost the baby, got fired, fired me, i was fired, laid off, broke up, split up, splitting up, breakup, break up, broken up, dumped me, left me, he left, she left, divorce, divorced, cheated on me, cheating on me, cheated, miscarriage, cancer, shattered, my life is over, everything is falling apart, everything's falling apart, worst day of my life, can't take it anymore, cant take it anymore, can't take this anymore, can't go on, betrayed, ruined my life, despair, in despair, desperate and alone, crushed`,
    ],
    [
      'shame',
      1,
      `fat, i'm so fat, look fat, feel fat, i feel ugly, i look ugly, i'm ugly, im ugly, hate my body, hate how i look, hate the way i look, hate myself, hate my legs, hate my arms, hate my belly, hate my stomach, look terrible, look awful, look horrible, look|looks huge, look|looks enormous, look|looks fat, look|looks bloated, look|looks old, look|looks ridiculous, look like a cow, look like a whale, like a cow, like a whale, like a pig, like a potato, like a balloon, embarrass*, ashamed, humiliat*, nothing suits me, nothing looks good on me, nothing looks good, self conscious, self-conscious, not pretty enough, not good enough, gained weight, gained so much weight, put on weight, feel disgusting, feel gross, feel old, look old, don't like myself, disgusted with myself, i'm a mess, im a mess, look a mess`,
    ],
    [
      'disappointment',
      1,
      `disappoint*, let down, letdown, bummer, bummed, what a shame, such a shame, a shame, what a pity, too bad, pity, unfortunately, regret*, expected better, expected more, thought it would be better, not what i expected, not what i wanted, not what i asked, not what i meant, meh, underwhelm*, waste of time, waste of money, wasted, for nothing, in vain, ripped off, rip off, ripoff, scam, scammed, failed, fail, failure, ruined, spoiled, messed up, screwed up, sigh, ugh, alas, sold out again, missed it, missed out, i wish it, i wish they, fell apart, fell through, cancelled on me, canceled on me, never arrived, didn't arrive, didnt arrive, hasn't arrived, still not here`,
    ],
    [
      'anger',
      1,
      `angry, anger, furious, fuming, livid, outraged, outrageous, outrage, rage, raging, enraged, pissed, pissed off, mad, so mad, mad at, makes me mad, seething, infuriat*, unacceptable, ridiculous, absurd, how dare, screw this, screw you, shut up, leave me alone, go to hell, i've had enough, ive had enough, had enough, enough is enough, enough of this, enough already, i'm done, im done, so done, i am done, done with this, done with you, sick of, sick and tired, fed up, i give up, give up, giving up, gave up, can't stand, cant stand, last straw, lost my patience, losing my patience, losing patience, out of patience, no patience, drives me crazy, driving me crazy, driving me nuts, driving me insane, drive me crazy, making me crazy, lose my mind, losing my mind, going to explode, about to explode, want to scream, wanna scream, what the hell, what the heck, wth, are you kidding, are you kidding me, you kidding me, are you serious, seriously?, is this a joke, what a joke, you must be joking, disgrace, disgraceful, appalling, i'll complain, worst service, zero stars, never again, rude`,
    ],
    [
      'annoyance',
      1,
      `annoy*, irritat*, frustrat*, bother, bothers me, bothering me, bugging me, gets on my nerves, on my nerves, nerves, argh, aargh, arghh, grr, grrr, gah, ffs, smh, come on, cmon, for god's sake, for gods sake, for heaven's sake, for goodness sake, why is it so hard, why is this so hard, why is it so difficult, why can't you, why cant you, why don't you understand, don't you understand, dont you understand, you don't understand, you dont understand, you don't get it, you dont get it, you never listen, you're not listening, youre not listening, not listening, you didn't listen, you don't listen, you keep, stop showing, stop sending, stop suggesting, stop asking, stop it, just stop, not helpful, unhelpful, not helping, you're no help, no help, useless, pointless to ask, this is not what i, that's not what i, thats not what i, are you even, can't you, cant you, wrong again, not again, again?, pain in the, a nightmare, nightmare, this is impossible, impossible to find, headache to, what's wrong with you, whats wrong with you, makes no sense, nonsense, bs, i said, i already said, as i said, i told you, already told you, i've told you, ive told you, told you already, told you a hundred times, hundred times, thousand times, million times, how many times`,
    ],
    [
      'insult',
      1,
      `stupid*, dumb*, idiot*, moron*, pathetic, garbage, trash, rubbish, junk, brainless, incompetent, clown*, loser, worthless bot, stupid bot, dumb bot, joke of an app, terrible app, useless bot, lame`,
    ],
    [
      'hate',
      1,
      `hate, hates, hated, hating, despise, detest, loathe, disgust*, gross, repuls*, revolting, vile, horrible, horrid, horrendous, terrible, terribly, awful, awfully bad, atrocious, hideous, dreadful, disaster, the worst, worst, worst ever, abysmal, nasty, sucks, suck, sucked, makes me sick, makes me want to puke, cringe, eww, ew, yuck, yikes, crap, crappy, shitty`,
    ],
    [
      'dislike',
      1,
      `bad, badly, worse, ugly, uglier, unpleasant, uncomfortable, boring design, tacky, cheap looking, looks cheap, tasteless, frumpy, dull, weird, strange, don't like, dont like, do not like, didn't like, didnt like, doesn't suit, doesnt suit, not my style, not my thing, not my taste, not for me, not into, no way, poor quality, low quality, bad quality, mediocre, old fashioned, outdated, itchy, scratchy, unflattering, makes me look, wouldn't wear, wouldnt wear, won't wear, would never wear, not a fan, not great, not good, not nice, not impressed, overrated, childish, grandma style, vulgar, faded, blah`,
    ],
    [
      'refusal',
      1,
      `don't want, dont want, do not want, don't wanna, dont wanna, didn't want, no thanks, no thank you, nope, nah, stop, enough, forget it, forget about it, never mind, nevermind, nvm, leave it, skip it, cancel, i'd rather not, id rather not, not interested, no need, don't need, dont need, not now, go away, not this, not that, anything but`,
    ],
    [
      'obstacle',
      1,
      `nothing fits, nothing ~ fits, nothing fits me, nothing works, nothing ~ works, nothing suits, nothing helps, nothing i like, nothing ~ right, nothing ~ like, nothing to wear, don't have anything to wear, have nothing, doesn't fit, doesnt fit, does not fit, don't fit, dont fit, didn't fit, didnt fit, not fitting, won't fit, doesn't work, doesnt work, does not work, didn't work, not working, isn't working, isnt working, stopped working, can't find, cant find, cannot find, could not find, couldn't find, couldnt find, unable to find, hard to find, impossible, no luck, out of stock, sold out, none of, not one, not a single, crash*, freezes, frozen, stuck, keeps failing, error again, lost my order, wrong size, wrong color, wrong colour, wrong item, wrong order, broke, torn apart, ripped, stained, damaged, problem*, trouble, difficult, i can't do this, i cant do this, it won't, it wont, fit me wrong`,
    ],
    [
      'complaint',
      1,
      `too expensive, so expensive, very expensive, overpriced, way too much, costs a fortune, too tight, too small, too big, too large, too long, too short, too loose, too bright, too dark, too much, too many, too crowded, too far, too slow, so slow, too hot, too loud, crowded, noisy, missing, late again, wrong, incorrect, mistake, a mess, messy, not enough, hungry, starving, pinch*, rubs, itches, long queue, long line, huge line, huge queue, rain again, traffic, stuck in traffic, it hurts my`,
    ],
    [
      'impatience',
      1,
      `how long, how much longer, still waiting, waiting forever, been waiting, i've been waiting, keep waiting, waiting for an hour, waiting for ages, taking forever, takes forever, took forever, took ages, taking ages, taking so long, takes so long, what's taking, whats taking, taking too long, hello?, hellooo, anyone there, anybody there, are you there, are you there?, where are you, hurry up, faster, quicker, speed up, come onnn, any day now, still nothing, still no, still loading, still not, not yet, answer me, why so long, move it, just show me, just give me, just tell me, just answer, get to the point`,
    ],
    ['repetition', 0.6, `again`],
    [
      'repetition',
      1,
      `yet again, once again, again and again, over and over, every time, every single time, every single, always the same, same thing, same again, the same stuff, the same things, third time, fourth time, fifth time, tenth time, for hours, whole day, all day, all day long, three hours, two hours, four hours, five hours, half a day, since morning, since this morning, ten shops, ten stores, five shops, five stores, every shop, every store, all the shops, all the stores, twenty dresses, ten dresses, all over the mall`,
    ],
    [
      'anxiety',
      1,
      `nervous*, anxious*, anxiety, worried, worry, worries, worrying, worries me, scared, scares me, scary, afraid, fear, fearful, terrified, uneasy, tense, stress*, overwhelm*, butterflies, on edge, panicky, insecure about, what if, dread, dreading, intimidat*, shaking, trembling, can't sleep, cant sleep, couldn't sleep, freaking me out, restless, jittery, apprehensive, under pressure, so much pressure, pressure, first impression, they will judge, they'll judge, judge me, laugh at me, look stupid, look silly, out of place, say something wrong, mess it up, mess this up, screw it up, won't make it, wont make it, not make it, going to be late`,
    ],
    [
      'panic',
      1,
      `panic*, freaking out, freak out, freaked out, losing it, help me please, help!, sos, emergency, oh no, omg no, oh god, disaster struck, having a breakdown, meltdown, mental breakdown, hyperventilat*, heart is racing, my heart is pounding, can't breathe, cant breathe, what do i do, what am i going to do, what am i gonna do, i'm doomed, im doomed, doomed, nothing ready, nothing is ready`,
    ],
    [
      'fatigue',
      1,
      `tired, tiring, sleepy, drowsy, yawn*, weary, worn out, feet hurt, feet are killing, my feet, legs hurt, my legs, back hurts, no energy, low energy, out of energy, need a break, need to rest, need rest, need a nap, need coffee, need to sit, want to sleep, wanna sleep, want to sit, go to bed, want to go home, wanna go home, long day, long week, walking for hours, walking all day, been walking, on my feet, didn't sleep, didnt sleep, barely slept, slept badly, slept two hours, slept three hours, slept four hours, sleepless, can't think, cant think, brain is fried, brain fog, jet lag, jetlag, jetlagged, after work, after a long, double shift, sluggish, overworked, hardly standing`,
    ],
    [
      'exhaustion',
      1,
      `exhaust*, drained, dead tired, burned out, burnt out, burnout, wiped out, wiped, knackered, beat, dead on my feet, can barely stand, can barely walk, can hardly stand, can hardly walk, barely stand, barely keep my eyes open, can't keep my eyes open, falling asleep, collapse, collapsing, about to collapse, running on fumes, running on empty, no strength, no strength left, out of strength, can't anymore, cant anymore, can't any more, can't move, worn to the bone, shattered from, half dead, zombie, like a zombie`,
    ],
    [
      'apathy',
      1,
      `whatever, don't care, dont care, do not care, don't really care, couldn't care less, could care less, who cares, doesn't matter, doesnt matter, does not matter, makes no difference, no difference, up to you, any of them, don't feel like, dont feel like, do not feel like, not in the mood for, no desire, no motivation, unmotivated, no interest, numb, indifferent, what's the point, whats the point, no point, i guess so, if you say so, as you wish, same to me, all the same to me, can't be bothered, cant be bothered, lazy`,
    ],
    ['boredom', 1, `bored, boring, boredom, dull day, nothing to do, same old, monotonous, tedious, snooze, zzz, zzzz`],
    [
      'haste',
      1,
      `asap, a.s.a.p, urgent*, urgently, immediately, instantly, right now, right away, at once, hurry, in a hurry, hurrying, rush, rushing, in a rush, quick, quickly, fast, as soon as possible, as fast as possible, no time, don't have time, dont have time, not much time, little time, running out of time, running late, i'm late, im late, already late, time is running, last minute, in 5 minutes, in 10 minutes, in five minutes, in ten minutes, in 15 minutes, in fifteen minutes, in 20 minutes, in twenty minutes, in half an hour, in 30 minutes, in an hour, in one hour, in 1 hour, within an hour, in two hours, in 2 hours, half an hour left, an hour left, minutes left, got 10 minutes, have 10 minutes, have ten minutes, have five minutes, have 5 minutes, have 15 minutes, only have, mall closes, store closes, shop closes, closing soon, closes soon, closes in, about to close, before it closes, before they close, before closing, leaving soon, taxi is waiting, taxi's waiting, waiting outside, waiting downstairs, plane leaves, flight leaves, my flight is in, now!, now please, need it now, need this now, need it today, need it tonight, starts in, begins in, this minute, this second, time's up, no time to, quick question`,
    ],
    [
      'deadline',
      1,
      `today, tonight, tomorrow, this evening, this morning, this afternoon, by tomorrow, by tonight, by friday, by monday, by noon, by the evening, soon, deadline, till tomorrow, until tonight, before tonight, in the evening, in the morning, day after tomorrow, this weekend`,
    ],
    [
      'want',
      1,
      `i want, want, wanna, need, i need, looking for, look for, find me, find, show me, searching for, give me, get me, must have, have to, has to, gotta, help me find, help me pick, suggest, recommend me, pick me, can you find, do you have, got any`,
    ],
    [
      'leisure',
      1,
      `just looking, just browsing, browsing, just browse, only looking, looking around, look around, no rush, no hurry, not in a hurry, not in a rush, not urgent, no urgency, isn't urgent, isnt urgent, take your time, whenever, some day, someday, one day, sometime, plenty of time, lots of time, all the time in the world, have time, got time, there's time, there is time, no pressure, no deadline, not in any hurry, window shopping, for fun, out of curiosity, just curious, just for inspiration, for inspiration, killing time, later is fine, maybe later, when you can, at your leisure, next month, next season, in the future, slowly, kill time, just checking, just wondering, just asking`,
    ],
    [
      'swear',
      1,
      `fuck*, fucking, f*ck, fck, fkn, fkng, shit, shit*, bullshit, damn, dammit, damnit, goddamn, hell, bloody, bitch*, bastard*, asshole*, arse, wtf, omfg, freaking, friggin*, effing, piss off, screw, bollocks, crap`,
    ],
    [
      'surprise',
      1,
      `omg, oh my god, oh my gosh, oh wow, whoa, woah, no way!, really?, unbelievable, can't believe, cant believe, unexpected*, surpris*, shocked, shocking, wait what`,
    ],
    [
      'irony',
      1,
      `yeah right, yeah sure, thanks for nothing, thanks a lot for nothing, as if, like that's going to, like thats gonna, good luck with that, no shit, slow clap, because that makes sense, bravo genius, nice one genius, thanks captain, color me surprised, lucky me, yeah because, sure because, love that for me, wow so helpful, totally normal, i love waiting, love waiting, oh great, oh joy, oh sure, oh yeah sure, how wonderful of, sure sure, fan-tastic`,
    ],
    [
      'irony',
      0.5,
      `oh wonderful, oh perfect, oh lovely, oh fantastic, oh brilliant, just great, just perfect, just wonderful, just what i needed, just fantastic, just brilliant, just lovely, great help, big help, so helpful, very helpful, well that's great, well thats great, well isn't that, what a surprise, shocker, of course it, of course you, of course they, i just love, i simply love, my favorite thing, my favourite thing, as always, as usual, tell me more about, so professional, top service`,
    ],
  ],
  negators: `not, no, never, don't, dont, doesn't, doesnt, didn't, didnt, isn't, isnt, aren't, arent, wasn't, wasnt, weren't, werent, won't, wont, wouldn't, wouldnt, can't, cant, cannot, couldn't, couldnt, ain't, aint, hardly, barely, without, nothing, none, nobody, neither, nor, far, lack, stopped`,
  transparent: `a, an, the, very, really, so, that, this, these, those, it, at, all, is, are, was, be, been, any, feel, feeling, look, looks, looking, seem, seems, too, quite, much, even, such, to, exactly, particularly, especially, super, totally, think, thinking, say, sure, if, its, it's, i'm, im, my, your, me, particularly, anymore, from, of, been, get, getting, feels, having, have, in, as, much, what, i'd, call, one, bit, find, consider, am, i`,
  intensifiers: `very, really, so, soo, sooo, super, too, totally, absolutely, extremely, incredibly, insanely, completely, truly, deeply, such, ridiculously, terribly, awfully, damn, fucking, freaking, bloody, crazy, hella, mega, ultra, seriously, literally, utterly, way, much, beyond, just so, most, especially, unbelievably, madly, highly, heavily, overly`,
  softeners: `a bit, bit, a little, little, slightly, somewhat, kinda, kind of, sorta, sort of, fairly, rather, pretty, quite, mildly, almost, partly, a tad, ish, relatively, maybe, i guess`,
  requests: `want, wanna, need, looking for, look for, find, show me, suggest, recommend, search, searching, give, get me, pick, prefer, would like, i'd like, something, anything, help me, choose, buy, where can`,
  contrasts: `but, however, yet, although, though, still, except, nevertheless`,
  conditions: `if, unless, so that, in order, whether, would be, could be, should be, might be, would, to look, to be, to feel, hopefully, wish, as long as`,
  ironyCues: `just, simply, oh, wow, sure, yeah, yes, well, right, another, again, as always, as usual, of course, obviously, clearly, totally, so, such, genius, thanks, great`,
  fillers: `ok, okay, em, emm, um, umm, er, erm, ehm, oh, k, kk, yes, yeah, yep, yup, ya, no, nope, nah, sure, fine, right, hm, hmm, uh, uh-huh, uhhuh, aha, mhm, mm, mmm, alright, got it, i see, next, more, hi, hello, hey, other, another, please, pls, understood, noted, cool, and, so, well, this, that, whatever, again, later, now, then, continue, go on, back, first, second, third, both, same, bye`,
  mishaps: `again, another, late, delay*, delayed, cancel*, broken, broke, crash*, wait*, waiting, queue, line, sold, out of stock, wrong, rain*, raining, lost, missing, expired, error, closed, traffic, stuck, empty, ruined, spilled, stain*, monday, unavailable, doesn't, doesnt, didn't, didnt, won't, can't, cant, not, no, nothing, twice, third, hour, hours, overtime, bill, fine, fee, unread, fell, ripped, torn, twelfth, tenth, fifth, same`,
};
