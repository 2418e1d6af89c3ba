import { conceptsOf } from './concept.ts';

/** Where the clothes are worn. An event that is also an occasion ("wedding") lives in the events dictionary. */
export const OCCASIONS = conceptsOf('occasion', [
  [
    'evening',
    'evening, night-out, cocktail, gala, вечер, вечера, вечеру, вечером, вечерн^, سهره, سهرات, للسهره, مساء, مسائي, sahra, lilsahra',
  ],
  ['dinner', 'dinner, restaurant, ужин~, ресторан~, عشاء, عشا, مطعم, 3asha'],
  [
    'office',
    'office, work, workwear, business-meeting, meeting, офис~, офисн^, работ~, делов^ встреч~, встреч~, عمل, للعمل, شغل, للشغل, دوام, للدوام, مكتب, اجتماع, dawam, shughl, shugol',
  ],
  [
    'date',
    'date-night, first-date, a-date, my-date, on-a-date, romantic-date, свидани~, свидание, موعد غرامي, موعد رومانسي',
  ],
  ['weekend', 'weekend+, выходн^, выходные, уикенд~, уик-энд~, ويكند, الويكند, ويك-اند, نهايه الاسبوع, weekind'],
  ['beach', 'beach, pool, seaside, пляж~, пляжн^, море, моря, морю, бассейн~, بحر, شاطئ, شاطي, مسبح, ba7ar'],
  [
    'sport',
    'gym, workout+, sport, sports, training, running, yoga, pilates, hiking, спорт~, спортзал~, тренировк~, бег, бега, йог~, رياضه, رياضي, جيم, نادي, تمرين, يوغا, riyada',
  ],
  [
    'everyday',
    'everyday, every-day, daily, errands, на-каждый-день, повседневн^, прогулк~, прогулок, يومي, يوميه, كل-يوم, للمشي, طلعه, طلعات, 6al3a, tal3a',
  ],
  ['brunch', 'brunch, lunch, coffee, бранч~, обед~, кофе, برانش, غداء, قهوه'],
  [
    'school',
    'school, university, college, campus, школ~, школьн^, универ~, университет~, учеб~, учебы, مدرسه, جامعه, كليه, للجامعه, jam3a',
  ],
  ['mall', 'mall, shopping, молл~, торгов^ центр~, مول'],
  ['eid', 'eid, ид-аль-фитр, العيد, عيد, للعيد, eed, 3eed'],
  ['ramadan', 'ramadan, iftar, suhoor, рамадан~, ифтар~, رمضان, فطور, سحور, ramathan'],
  [
    'concert',
    'concert+, festival+, theatre, theater, cinema, movies, концерт~, фестивал~, театр~, кино, حفله-غنائيه, سينما, مسرح',
  ],
  ['club', 'club, clubbing, nightclub+, клуб~, ночной-клуб, كلوب'],
  ['home', 'home, loungewear, для-дома, домашн^, للبيت, بيت'],
]);

/** Styles of dress. */
export const STYLES = conceptsOf('style', [
  ['casual', 'casual, laid-back, кэжуал, кежуал, казуал, расслабленн^, كاجوال, كاجول, كجوال, kajwal, kajual'],
  ['formal', 'formal, dressy, black-tie, формальн^, строг^, официальн^, نарядн^, رسمي, رسميه, فورمال, rasmi'],
  ['business', 'business, smart-casual, professional, делов^, бизнес, عملي, عمليه'],
  ['elegant', 'elegant, chic, classy, элегантн^, шикарн^, انيق, انيقه, شيك, راقي, راقيه, aneeq'],
  ['classic', 'classic, timeless, классик~, классическ^, كلاسيك, كلاسيكي, كلاسيكيه'],
  ['minimalist', 'minimalist, minimal, minimalistic, минимализм~, минималистичн^, بسيط, بسيطه, مينيمال, baseet'],
  ['sporty', 'sporty, athleisure, спортивн^, سبورت, سبورتي, رياضيه'],
  ['romantic', 'romantic, feminine, романтичн^, женственн^, رومانسي, انثوي, ناعم, ناعمه'],
  ['boho', 'boho, bohemian, бохо, بوهو, بوهيمي'],
  ['streetwear', 'streetwear, street-style, urban, стритвир, уличн^, ستريت'],
  [
    'modest',
    'modest, conservative, covered, скромн^, закрыт^, محتشم, محتشمه, محافظ, ساتر, ساتره, mo7tashim, mu7tashim',
  ],
  ['sexy', 'sexy, hot, bold, сексуальн^, секси, جريء, جريئه, مثير'],
  ['vintage', 'vintage, retro, винтаж~, винтажн^, ретро, فنتج, فينتاج'],
  ['comfortable', 'comfortable, comfy, cozy, cosy, удобн^, комфортн^, уютн^, مريح, مريحه, muree7, mree7'],
  ['warm', 'warm, warmer, тепл^, теплее, دافي, دافيه, دافئ'],
]);

/** Foods and other things people are allergic to beside materials. */
export const FOODS = conceptsOf('food', [
  [
    'nuts',
    'nut, nuts, tree-nut+, almond+, walnut+, cashew+, hazelnut+, орех~, орехи, миндал~, مكسرات, لوز, جوز, mukassarat, mkassarat',
  ],
  ['peanuts', 'peanut+, peanut-butter, арахис~, فول سوداني, سوداني'],
  [
    'seafood',
    'seafood, shellfish, shrimp+, prawn+, crab, lobster, морепродукт~, кревет~, креветк~, краб~, ماكولات بحريه, ربيان, جمبري, قبقب, robyan',
  ],
  ['fish', 'fish, рыб~, سمك, اسماك, samak, smach'],
  ['dairy', 'dairy, milk, lactose, молок~, молочк~, лактоз~, молочные-продукты, حليب, البان, لاكتوز, 7aleeb, 7alib'],
  ['gluten', 'gluten, wheat, глютен~, пшениц~, جلوتين, غلوتين, قمح'],
  ['eggs', 'egg, eggs, яйц~, яиц, بيض الدجاج, beydh'],
  ['soy', 'soy, soya, сои, соя, сою, соев^, صويا'],
  ['sesame', 'sesame, кунжут~, سمسم'],
  ['strawberries', 'strawberry, strawberries, клубник~, فراوله'],
  ['citrus', 'citrus, oranges, lemon+, цитрус~, апельсин~, лимон~, حمضيات'],
  ['honey', 'honey, мед, мёд, меда, عسل'],
  ['chocolate_food', 'chocolate-bars, cocoa, шоколад~, كاكاو, شوكولاته'],
  ['pollen', 'pollen, пыльц~, حبوب لقاح'],
  ['dust', 'dust, dust-mite+, пыл~, пыль, غبار, ghbar'],
  ['cat_hair', 'cat, cats, cat-hair, кошк~, кошек, кошачья-шерсть, кошачью-шерсть, قطط, قطاوه'],
  ['dog_hair', 'dog, dogs, dog-hair, собак~, собачья-шерсть, كلاب'],
  ['perfume', 'perfume+, fragrance+, scent+, парфюм~, духи, духов, отдушк~, عطر, عطور, 3otoor'],
]);
