import { conceptsOf } from './concept.ts';

/** Cuts, lengths, necklines, silhouettes: what people ban or ask for beside the garment itself. */
export const CUTS = conceptsOf('cut', [
  [
    'open_shoulders',
    'open-shoulder+, off-shoulder+, off-the-shoulder, off-shoulders, bare-shoulder+, cold-shoulder+, strapless, открыт^ плеч~, открытые-плечи, голые-плечи, голыми-плечами, голых-плеч, اكتاف-مكشوفه, كتف-مكشوف, كتوف-مكشوفه, اوف-شولدر, مكشوفه-الاكتاف, مكشوف-الاكتاف, كتف مفتوح, اكتاف مفتوحه, uncovered-shoulders, aktaf makshoofa, ktoof makshoofa',
  ],
  ['sleeveless', 'sleeveless, без-рукавов, безрукавн^, بدون اكمام, بلا اكمام, بدون كم'],
  ['long_sleeves', 'long-sleeve+, long-sleeved, длинн^ рукав~, اكمام طويله, كم طويل'],
  [
    'mini',
    'mini, minis, mini-skirt+, miniskirt+, mini-dress+, мини, мини-юбк~, мини-юбок, мини-плать~, миниюбк~, миниюбок, коротк^ юбк~, коротких юбок, коротк^ плать~, short-dress+, short-skirt+, ميني, مينيات, فستان قصير, فساتين قصيره, تنوره قصيره, تنانير قصيره',
  ],
  ['midi', 'midi, миди, ميدي'],
  ['maxi', 'maxi, floor-length, макси, в-пол, ماكسي'],
  [
    'deep_neckline',
    'deep-neckline+, plunging-neckline+, plunging, low-cut, low-neckline+, v-neck+, decollete, cleavage, deep-v, глубок^ вырез~, глубок^ декольте, декольте, вырез~, ديكولتيه, فتحه صدر, فتحه-صدر-عميقه, صدر مفتوح, صدر مكشوف',
  ],
  ['open_back', 'open-back, backless, bare-back, открыт^ спин~, голая-спина, голой-спиной, ظهر مفتوح, ظهر مكشوف'],
  ['transparent', 'transparent, see-through, sheer, прозрачн^, полупрозрачн^, شفاف+, شفافه'],
  ['slit', 'slit, slits, high-slit+, разрез~, فتحه-جانبيه, شق'],
  ['low_rise', 'low-rise, low-waist, низк^ посадк~, خصر واطي, خصر منخفض'],
  ['high_waist', 'high-waist, high-waisted, high-rise, высок^ посадк~, высок^ тали~, خصر عالي'],
  ['skinny', 'skinny, skinny-jeans, skinny-jean, slim-fit, скинни, облегающ^ джинс~, зауженн^, سكيني'],
  ['wide_leg', 'wide-leg, flared, palazzo, широк^ брюк~, широк^ штан~, клеш, клеша, واسع الرجل, بنطلون واسع'],
  [
    'tight',
    'tight, tight-fitting, figure-hugging, bodycon, body-con, fitted, облегающ^, обтягивающ^, в-обтяжку, приталенн^, ضيق, ضيقه, ملابس ضيقه, ملتصق, ملتصقه, thayyig',
  ],
  [
    'oversized',
    'oversized, oversize, baggy, loose, loose-fit, relaxed, оверсайз, оверсайзн^, свободн^, мешковат^, اوفر سايز, اوفرسايز, واسع, واسعه, فضفاض, فضفاضه, wasi3, wase3',
  ],
  [
    'ripped',
    'ripped, distressed, ripped-jeans, torn-jeans, рван^, рваные-джинсы, дырявые-джинсы, ممزق, ممزقه, مشقق, مشققه',
  ],
  ['platform', 'platform, platforms, платформ~, танкетк~, منصه'],
]);

/** Patterns and prints. */
export const PATTERNS = conceptsOf('pattern', [
  ['print', 'print, prints, printed, patterned, принт~, узор~, нقش, نقشه, منقوش, منقوشه, نقوش, طبعات'],
  ['floral', 'floral, flowers, flowery, цветочн^, в-цветочек, مورد, ورود, زهور, ورد'],
  ['stripes', 'stripe+, striped, полоск~, полосат^, в-полоску, مخطط, مخططه, خطوط'],
  ['polka_dots', 'polka-dot+, dotted, в-горошек, горошек, منقط, منقطه'],
  ['checked', 'checked, checkered, plaid, tartan, в-клетку, клетчат^, клетк~, كاروهات, مربعات'],
  [
    'animal_print',
    'animal-print+, leopard, leopard-print+, zebra-print, snake-print, snakeskin, леопард~, леопардов^, животн^ принт~, зебр~, تايغر, نقشه-نمر, نقشات-نمر, نقش-نمر, طبعه-نمر, طبعات-نمر, نمر, جلد نمر, فهد',
  ],
  ['logo', 'logo, logos, branded-logo+, логотип~, лого, شعار, شعارات, لوقو'],
  ['glitter', 'glitter, sparkly, shiny, блестящ^, глиттер~, لماع, لامع, لامعه, قليتر'],
  ['neon', 'neon, acid, неон~, неонов^, кислотн^, نيون, فوسفوري'],
]);
