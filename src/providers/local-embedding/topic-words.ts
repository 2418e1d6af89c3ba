/**
 * Everyday topics that people ask their memory about and that a dictionary of fashion does not hold, in three
 * languages: the beginnings of words, folded. A `$` at the end wants the whole word.
 */
const TOPICS: Readonly<Record<string, string>> = {
  size: 'size$ sizes$ sized$ размер مقاس قياس',
  budget: 'budget spend$ spending afford бюджет потрат ميزاني اصرف انفق',
  price:
    'price$ prices$ cost$ costs$ expensive cheap цен$ цена цене цену стоит$ стоим дорог дешев سعر اسعار غالي رخيص ثمن',
  colour: 'colour color цвет لون الوان',
  allergy: 'allerg аллерг حساسي',
  name: 'name$ called$ зовут$ имя$ имени$ اسم$ اسمي اسمك',
  birthday: 'birthday born$ день_рождения рожден родил ميلاد',
  height: 'height$ tall$ рост$ роста$ طول$ طولي طويل قصير',
  weight: 'weigh weight вес$ вешу$ وزن',
  work: 'work$ works$ working$ job$ office работ офис عمل$ اعمل وظيف شغل مكتب',
  family: 'family mother$ mom$ father$ dad$ семь мам пап мать$ отец$ عائل اسره امي$ ابي$ والد',
  child: 'child kid$ kids$ son$ daughter детей$ дети$ ребен сын дочь дочк طفل اطفال ابن بنت',
  friend: 'friend подруг друг$ друзь друга$ صديق صديقه اصدقاء',
  partner: 'husband wife$ boyfriend girlfriend муж$ мужа$ мужу$ жена$ жены$ парень$ زوج خطيب',
  travel: 'travel trip$ vacation holiday flight путешеств отпуск поездк летим$ سفر رحله اجاز عطله',
  food: 'food eat$ eating dinner lunch restaurant еда$ еды$ ужин обед ресторан кафе طعام اكل عشاء غداء مطعم',
  film: 'film movie cinema фильм кино$ кинотеатр فيلم سينما',
  heat: 'hot$ heat summer жар лет$ лето$ летом$ летн حار حراره صيف',
  cold: 'cold winter холод зим بارد برد شتاء',
  love: 'love$ loves$ favourite favorite люблю$ любим обожа احب$ مفضل',
  hate: 'hate$ hates$ dislike ненави не_люблю терпеть$ اكره لا_احب',
  pain: 'hurt pain uncomfortable болит$ натира неудобн жмет$ يولم الم$ مولم',
  religion: 'pray prayer ramadan fasting modest hijab молит рамадан пост$ хиджаб صلاه رمضان صائم محتشم حجاب',
  weekend: 'weekend выходн عطله_نهايه ويكند',
  today: 'today tonight сегодня$ вечером$ اليوم$ الليله',
};

interface Beginning {
  readonly topic: string;
  readonly text: string;
  readonly isWhole: boolean;
}

/** Beginnings by their first two letters. */
const BEGINNINGS = new Map<string, Beginning[]>();
for (const [topic, forms] of Object.entries(TOPICS)) {
  for (const form of forms.split(/\s+/u)) {
    const beginning = { topic, text: form.replace(/\$$/u, '').replaceAll('_', ' '), isWhole: form.endsWith('$') };
    const start = form.slice(0, 2);
    BEGINNINGS.set(start, [...(BEGINNINGS.get(start) ?? []), beginning]);
  }
}

const ARABIC_PREFIX = /^(?:و|ف)?(?:بال|كال|لل|ال)/u;

/** The topics that the words of a folded text touch. */
export function topicsOf(words: readonly string[]): ReadonlySet<string> {
  const topics = new Set<string>();
  words.forEach((word, at) => {
    for (const form of new Set([word, word.replace(ARABIC_PREFIX, '')])) {
      const withNext = `${form} ${words[at + 1] ?? ''}`;
      for (const { topic, text, isWhole } of BEGINNINGS.get(form.slice(0, 2)) ?? []) {
        if (isWhole ? form === text : (text.includes(' ') ? withNext : form).startsWith(text)) topics.add(topic);
      }
    }
  });
  return topics;
}
