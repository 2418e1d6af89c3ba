import { conceptsOf } from './concept.ts';

/** Events worth remembering with a date. English plurals are left out: "I love weddings" is no event. @see knowledge.md 6.2 */
export const EVENTS = conceptsOf('event', [
  [
    'wedding',
    'wedding, getting married, gets married, get married, marrying, свадьб~, замуж, женюсь, женится, поженимся, بتزوج, تتزوج, يتزوج, بيتزوج, بتتزوج, عرس, عرسي, عرسنا, عرسها, زواج, زواجي, زفاف, زفافي, 3irs, 3ers, 3rs, zawaj, zawaaj, zafaf',
  ],
  [
    'engagement',
    'engagement, engagement-party, помолвк~, خطوبه, خطوبتي, خطبه, ملكه, ملجه, ملكتي, 5utooba, khutooba, milcha',
  ],
  [
    'birthday',
    'birthday, bday, b-day, birthday-party, день-рождения, день-рожденья, дня-рождения, дню-рождения, днем-рождения, дне-рождения, днюх~, др, عيد ميلاد, عيد-ميلادي, عيد-ميلادها, عيد-ميلاده, يوم ميلاد, ميلادي, 3eed-milad, 3id-milad, eid-milad, 3eed-miladi, 3id-miladi, eid-miladi, 3eed-meeladi, 3eed-miladha',
  ],
  ['anniversary', 'anniversary, юбиле~, юбилей, годовщин~, ذكري, ذكري زواج, ذكري-زواجنا, يوبيل'],
  [
    'graduation',
    'graduation, graduation-party, prom, выпускн^, выпускной, تخرج, تخرجي, حفله-تخرج, حفل-تخرج, تخريج, ta5aruj, ta5arroj, takharruj, takharoj',
  ],
  [
    'move',
    'moving, move, moving-house, relocation, relocating, переезд~, переезжа, переезжаю, переезжаем, انتقال, انتقل, ننتقل, نقل بيت, ntqal, intiqal',
  ],
  [
    'vacation',
    'vacation, holiday, отпуск~, каникул~, اجازه, اجازتي, اجازتنا, عطلتنا, عطله, عطلتي, ejaza, ijaza, 3utla',
  ],
  [
    'trip',
    'trip, journey, travel, traveling, travelling, flight, поездк~, путешестви~, سفر, سفره, سفري, سفرتي, رحله, رحلتي, سفرنا, سفرتنا, رحلتنا, بسافر, بنسافر, نسافر, مسافر, مسافره, مسافرين, safarna, msafra, msafreen, basafer, bansafer, safar, safra, rihla, ri7la',
  ],
  ['presentation', 'presentation, презентаци~, عرض تقديمي, برزنتيشن, برزنتيشين'],
  ['conference', 'conference, конференци~, مؤتمر'],
  [
    'interview',
    'interview, job-interview, собеседовани~, собес, собеса, собеседование, مقابله, مقابله-شغل, مقابله-عمل, muqabala, mugabala',
  ],
  ['exam', 'exam, экзамен~, امتحان, اختبار, imti7an'],
  ['party', 'party, вечеринк~, корпоратив~, тусовк~, حفله, حفل, حفلتي, 7afla, 7aflah, 7afleh, hafla'],
  ['funeral', 'funeral, похорон~, похороны, عزاء, جنازه, دفن, 3aza'],
  ['operation', 'surgery, operation, операци~, عمليه-جراحيه, عمليتي'],
  ['court', 'court, court-hearing, court-date, trial, hearing, суд, суда, судом, суде, محكمه, جلسه-محكمه'],
]);

/** Events that may be kept only with a date, and never be mentioned first. @see knowledge.md O-21, O-107 */
export const NEGATIVE_EVENTS: ReadonlySet<string> = new Set(['funeral', 'operation', 'court']);
/** Events that happen to the one who travels or moves: another person's are no event of the user. */
export const PERSONAL_EVENTS: ReadonlySet<string> = new Set([
  'move',
  'vacation',
  'trip',
  'presentation',
  'conference',
  'interview',
  'exam',
  'operation',
  'court',
]);

/** People around the user; used as owner of a clause and as suffix of an event key. */
export const RELATIONS = conceptsOf('relation', [
  [
    'sister',
    'sister+, sis, сестр~, сестер, сестренк~, сестричк~, اخت, اختي, اختها, خواتي, o5ti, okhti, u5ti, ukhti, ekhti, 2okhti',
  ],
  ['brother', 'brother+, bro, брат~, братишк~, اخ, اخوي, اخي, اخويا, a5oy, akhoy, akhi, 2akhi, a5i'],
  [
    'mom',
    'mom, mum, mommy, mother, mama, мам~, мама, мамин, мамина, мамин^, мамочк~, матер~, мать, امي, والدتي, ماما, ام, ummi, omi, mami, ommi, wal6ti',
  ],
  [
    'dad',
    'dad, daddy, father, папа, папы, папе, папу, папой, папин, папина, папин^, отец, отц~, ابوي, ابي-العزيز, والدي, بابا, abouy, abooy, baba',
  ],
  [
    'friend',
    'friend+, bestie, girlfriend+, bff, подруг~, подружк~, друг, друга, другу, другом, друзья, друзей, صديقه, صديقتي, صديقي, صاحبتي, صاحبي, ربيعتي, رفيقتي, خويتي, sadi2ti, sadeeqti, sa7bti, sahbti, rabee3ti, rafeeqti, 9adeeqti',
  ],
  ['husband', 'husband+, hubby, муж, мужа, мужу, мужем, муже, زوجي, رجلي, ريلي, zawji, zoji, rayli, jozi'],
  ['wife', 'wife, wives, жен~, жена, زوجتي, مرتي, حرمتي, zawjti, marti'],
  ['boyfriend', 'boyfriend+, fiance+, парень, парня, парню, парнем, жених~, خطيبي, حبيبي-القديم, 5a6ibi, khatibi'],
  ['daughter', 'daughter+, дочь, дочк~, дочер~, доч~, بنتي, ابنتي, binti, benti'],
  ['son', 'son, sons, сын~, сыночк~, ولدي, ابني, weldi, waladi, ibni'],
  ['child', 'kid, kids, child, children, baby, ребенок, ребенк~, дет~, дети, детей, اطفالي, عيالي, 3yali'],
  ['grandmother', 'grandma, grandmother, granny, бабушк~, جدتي, يدتي'],
  ['cousin', 'cousin+, кузин~, двоюродн^, بنت-عمي, بنت-خالتي, ولد-عمي, ولد-خالي'],
  ['aunt', 'aunt+, auntie, тет~, тетя, خالتي, عمتي, 5alti, khalti, 3amti'],
  ['uncle', 'uncle+, дяд~, дядя, خالي-العزيز, عمي, 3ammi'],
  ['colleague', 'colleague+, coworker+, co-worker+, коллег~, زميلتي, زميلي, zameelti'],
  ['boss', 'boss, manager, начальник~, начальниц~, босс~, مديري, مديرتي, mudeeri'],
  ['neighbour', 'neighbour+, neighbor+, roommate+, сосед~, соседк~, جارتي, جاري'],
]);
