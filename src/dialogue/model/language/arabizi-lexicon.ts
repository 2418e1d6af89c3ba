/** Frequent Arabizi words without digits (Gulf first); with a digit inside ("7ilu", "ta3abt") no list is needed. */
export const ARABIZI_WORDS: ReadonlySet<string> = new Set(
  (
    'wallah walla wala mashallah mashalla inshallah inshalla hamdillah hamdulillah alhamdulillah yalla yallah habibi habibti 7abibi ' +
    'shukran mabi mabgha mabga mabghi mub msh mish mesh mafi mafe fee fi shu sho shno shnu wesh wish ween wein wain lesh leesh laish ' +
    'kaif keif kef kefik kefak keefik keefak shlon shlonich shlonik shlonak ana enta enti inta inti ehna i7na hada hatha hathi hadi hay ' +
    'hatha hadha hal aby abi abgha abghi abga abgi areed areeda ureed bidi baddi biddi aywa aiwa eh tamam tamaam zain zen zein kwayes ' +
    'kuwais kwaies helu helw hilw hilu jamil jameel ktir kteer kteir wayed wayid waid shway shwai shwaya shwayya bas lakin lakn walla ' +
    'yaani yani aktar akthar aqal agal albis albas albes fostan fustan fistan fasateen abaya lebs labs libs thob thoub ' +
    'bukra bokra bukrah bachir alyoum alyom elyoum elyom lyom ams embare7 emta mata khalas khalaas sah ghalat jazma shanta ' +
    'min el il al bel bil lel lil ma la wa ya 2a ee ay mn 3nd ind indi endi lazem lazim momken mumkin mumken wara gabil ' +
    'sahra rasmi safar okhti ukhti ommi ummi zawji khalti ahlain ahlan marhaba mar7aba salam sabah masa sabaho tesba7 ' +
    'bajt mizaniyti mizaniti dirham asrof asrif ghali ghaly rakhees rkhees lown lon laun abyad aswad ahmar akhdar azraq kibeer kbeer sagheer ' +
    'maqasi makasi magasi hajmi mitdayga zaalana zahgana taabana farhana mabsoota mabsout mabsouta hazeena agdar aqdar agoul agool gal'
  ).split(' '),
);

/** Arabizi words that English shares ("al", "la", "ma", "bas"): they count only beside a clear one. */
export const SHARED_WITH_LATIN: ReadonlySet<string> = new Set(
  'fi fee el il al la ma wa ya eh ee ay min mn hay hal labs sah ana wish wain ween shu sho bel bil ind ams bas mata masa gal lon salam dirham abaya abi rasmi safar walla'.split(
    ' ',
  ),
);

/** English words frequent enough that two of them beside Arabizi make a message mixed. */
export const ENGLISH_WORDS: ReadonlySet<string> = new Set(
  (
    "i i'm i've i'll i'd me my you your the a an and or but is are am was were be been this that these those it it's its of for to in on at " +
    "with without from not don't dont can can't could would should want need show find get give have has had like love look looking what " +
    'where when how why which who do does did please more less very too so if up under something anything nothing never suggest size dress ' +
    'shoes jeans red white black blue green new same another one two cheaper good nice thanks thank hi hello okay wear buy think today ' +
    'tomorrow wedding party weekend casual budget'
  ).split(' '),
);
