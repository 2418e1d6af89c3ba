/** What may never become a fact about the user. @see knowledge.md 19.2 (O-107) */
export type SensitiveCategory =
  | 'religion'
  | 'ethnicity'
  | 'politics'
  | 'intimacy'
  | 'pregnancy'
  | 'health'
  | 'medication'
  | 'disability'
  | 'money'
  | 'legal'
  | 'family_conflict'
  | 'minors'
  | 'location';

/** Words by category in English, Russian, Arabic and Arabizi; `*` stands for any ending. Budgets and material allergies name none. */
export const SENSITIVE_WORDS: Readonly<Record<SensitiveCategory, string>> = {
  religion:
    'muslim*, islam*, christian, christians, christianity, catholic*, orthodox church, jewish, judaism, hindu, hindus, hinduism, buddhis*, sikh, atheis*, religio*, pray, prays, praying, prayer*, mosque*, church, synagogue, fasting, ramadan, halal, haram, мусульман*, ислам*, христиан*, католи*, православн*, иудей*, иудаизм*, буддис*, атеис*, религи*, молюсь, молитв*, мечет*, церковь, церкви, постюсь, рамадан*, халяль*, харам*, مسلم, مسلمه, مسلمين, اسلام, الاسلام, مسيحي, مسيحيه, يهودي, يهوديه, هندوسي, بوذي, ملحد, دين, ديني, الدين, صلاه, الصلاه, مسجد, المسجد, كنيسه, صايم, صايمه, صيام, رمضان, حلال, حرام, muslima, sayem, sayma, siyam, salah, masjid',
  ethnicity:
    'ethnic*, racial, skin colour, skin color, black woman, black man, white woman, white man, half arab, half russian, half indian, этническ*, национальност*, раса, расы, цвет кожи, наполовину, عرقي, اصولي, جنسيتي, لون بشرتي, asli',
  politics:
    'politic*, vote, voted, voting, election*, party member, protest*, opposition, политик*, политич*, голосовал*, голосую, выбор президента, выборы, митинг*, оппозици*, سياسه, سياسي, سياسيه, انتخابات, صوت ل, مظاهره, معارضه, siyasa',
  intimacy:
    'gay, lesbian, bisexual, queer, transgender, sexual orientation, sex life, my lover, affair, гей, лесбиянк*, бисексуал*, трансгендер*, ориентаци*, интимн*, секс, любовник*, مثلي, مثليه, سحاقيه, متحول جنسيا, ميول جنسيه, علاقه جنسيه, عشيق*',
  pregnancy:
    'pregnan*, miscarriage*, abortion*, ivf, fertility, infertil*, breastfeeding, breast feeding, postpartum, contracepti*, menopause, period cramps, expecting a baby, беремен*, выкидыш*, аборт*, эко, бесплоди*, кормлю грудью, гв, контрацепт*, менопауз*, месячные, жду ребенка, حامل, حمل, حملي, اجهاض, عقم, ارضع, رضاعه, مانع حمل, اطفال انابيب, دوره شهريه, سن الياس, 7amel, 7aml',
  health:
    'diagnos*, disease*, illness*, cancer, diabet*, hiv, hepatitis, depress*, bipolar, anxiety disorder, panic attack*, eczema, psoriasis, asthma, epilep*, adhd, autis*, surgery, chemo*, therapy, therapist, диагноз*, болезн*, болею, рак груди, онколог*, диабет*, вич, гепатит*, депресси*, биполярн*, паническ*, экзем*, псориаз*, астм*, эпилепс*, сдвг, аутизм*, операци*, химиотерап*, терапи*, психолог*, психиатр*, تشخيص, مرض, مريض, مريضه, سرطان, سكري, ايدز, اكتئاب, قلق مرضي, اكزيما, صدفيه, ربو, صرع, توحد, جراحه, كيماوي, علاج, علاجي, طبيب نفسي, marad, mareed, mareeda, 3ilaj, ekti2ab, ikti2ab, sukkari',
  medication:
    'medication*, medicine, antibiotic*, penicillin, aspirin, ibuprofen, insulin, antidepressant*, pills, paracetamol, amoxicillin, vaccine*, лекарств*, таблетк*, антибиотик*, пенициллин*, аспирин*, ибупрофен*, инсулин*, антидепрессант*, دواء, ادويه, الادويه, بنسلين, البنسلين, انسولين, dawa',
  disability:
    'disab*, wheelchair, prosthe*, blind, deaf, hearing aid, amputat*, инвалид*, коляск*, протез*, слеп*, глух*, слуховой аппарат, معاق, معاقه, اعاقه, كرسي متحرك, طرف صناعي, اعمي, كفيف*, اصم, صماء',
  money:
    'debt*, loan*, mortgage, salary, income, wage, wages, bankrupt*, credit score, i earn, overdraft, долг, долги, долгов, кредит*, ипотек*, зарплат*, доход*, банкрот*, зарабатываю, دين علي, ديون, ديوني, قرض, قروض, راتب, راتبي, دخلي, افلاس, مديون*, ratib, ratibi, deyoon',
  legal:
    'court, lawsuit*, sued, suing, lawyer, attorney, trial, arrest*, police, custody, criminal*, prison, jail, deport*, суд, суда, суде, судом, иск, адвокат*, арест*, полици*, опек*, уголовн*, тюрьм*, депорт*, محكمه, قضيه, محامي, محاميه, اعتقال, شرطه, الشرطه, حضانه, سجن, ترحيل, ma7kama, qadiya',
  family_conflict:
    'divorc*, separated from, broke up, breakup, cheated, cheating on, ex-husband, ex-wife, my ex, domestic violence, abus*, hits me, fight with my husband, fight with my mother, развод*, развел*, расстал*, изменил*, измена, измены, бывший муж, бывшая жена, мой бывший, насили*, бьет меня, ссор* с мужем, поссор*, طلاق, مطلقه, مطلق, انفصلنا, خيانه, خانني, طليقي, طليقتي, عنف اسري, يضربني, تهاوشت, talaq, 6alaq',
  minors:
    'my son, my daughter, my kid, my kids, my child, my children, my baby, toddler*, my teenager, мой сын, моего сына, моему сыну, моя дочь, моей дочери, мою дочь, дочке, дочки, дочка, сыну, мой ребенок, моего ребенка, моему ребенку, дети, детей, детям, малыш*, ولدي, بنتي, ابني, ابنتي, طفلي, طفلتي, عيالي, اولادي, waladi, binti, 3yali',
  location:
    'i live at, i live in, my address, my home address, home address, i was at, i stayed at, villa number, apartment number, живу в, живу на, мой адрес, адрес дома, домашний адрес, квартира номер, была вчера в, ездила в, اسكن في, ساكن في, ساكنه في, عنواني, عنوان بيتي, رقم الفيلا, رقم الشقه, كنت في, askun, saken fi, sakna fi',
};
