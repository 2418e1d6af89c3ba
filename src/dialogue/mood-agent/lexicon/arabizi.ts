import type { MoodLexicon } from './lexicon.ts';

/** Arabic in Latin letters and digits, Gulf first. Spelling is free, so words of three consonants match by their skeleton too. */
export const arabizi: MoodLexicon = {
  feelings: [
    [
      'exhaustion',
      0.9,
      `dawam laili, dawam layli, ana mentahya, ana mintahya, jismi mkassar, jesmi mkasar, jesmi mahdood, mkassra`,
    ],
    [
      'liking',
      0.9,
      `mada7ooni, mad7ooni, mada7ni, yemda7oon, theqa akthar, thiqa akthar, b theqa, bi thiqa, bthiqa, e7sas 7elo, i7sas 7elo, sho3oor 7elo, yebteeha 9a7, jebteeha 9a7, jebtiha sa7, methali, mithali, methaly, 9a7 3alaich, yna77efni, tna7efni, fi ma7alla`,
    ],
    [
      'shame',
      0.9,
      `shakli ~ yfashel|yfashil, shakli ~ 5ayes|khayes, shakli ~ mo 7elo, shakli ~ mub 7elo, shakli ~ mateen|mteen|mateena|sameen|samina, shakli ~ ghala6, shakli ~ bishe3|bashe3`,
    ],
    [
      'disappointment',
      0.8,
      `enlagha, inlagha, eltagha, t2ajjal, ta2ajal, 5ala9 ma a7taj, khalas ma a7taj, enkasar mn awal, enkasar min awal, 5arab mn awal, mn awal labsa, mn awal ghasla, gahar, 8ahar`,
    ],
    [
      'annoyance',
      0.9,
      `mub m9adga ennekum, mo m9adga ennekum, mub msadga enkum, ma a9adig ennekum, ma a9adeg enkom, '9aya3tu, '9aya3tw, dhaya3to, dayya3tu, thaya3tu, naseetu, nseetu, la5ba6to, leish|laish|lesh ~ 9a3b|sa3b, leish|laish|lesh ~ dayman, mub fahma leish|laish|lesh, mo fahma leish|laish|lesh, mub fahim leish, mish fehme leish, ma7ad yred, ma7ad yrid, ma7ad yjaweb, mahad yrid, ma trdoon, ma tridoon, m6anshin, m6anshini, mtanshin`,
    ],
    [
      'repetition',
      1,
      `# marra|marrat|mara|marat, # sa3at|sa3a|ma7alat, lel marra elthaltha|elthaletha|elrab3a|el5amsa, min ayam, mn esboo3`,
    ],
    [
      'haste',
      0.9,
      `b3d|ba3d|ba3ad|bad # d8ayeg|dagayeg|dgayeg|daqayeq|da2aye2|dgeega|d8ee8a|min|sa3at|sa3a, 5ilal|khilal|5elal # dagayeg|d8ayeg|sa3at, 3ndi|3indi # dagayeg|d8ayeg|min, bagi|ba8i|baqi # dagayeg|d8ayeg|min, el|al taxi ~ b3d|ba3d|ba3ad, taxi ~ b3d|ba3d|ba3ad|wa9al|yntather, elsawag|essaye8 ~ yintathir|tahat`,
    ],
    [
      'irony',
      0.7,
      `fekra 3abqareya, fikra 3abqariya, fekra 3ab8areya, taw8eet mumtaz, tawgeet mumtaz, 5edma 5ams njoom, ya lel mufaja2a`,
    ],
    [
      'dislike',
      0.9,
      `shakla ra5ee9, shakleh ra5ees, shakla rakhees, shaklah ra5ee9, shaklo rkhees, ra5ee9 shakla, ykabberni, ykabrni, ykabirni, yekabberni`,
    ],
    [
      'annoyance',
      0.9,
      `mabi ~ tersloon, leish tersloon, leish tersloona, laish tersloon, laish trsloon, leish tersel, geltlkum, gelt lkum, gelt lkom, geltlkom, gilt lkum, gilt lakom, 2oltelkon, shefta gabl, shifta gabl, nafsa nafsa, ma 6alabt hatha, ma talabt hatha, '9ayya3tu wagti, dhaya3to wagti, kam marra a3eed, kam mara agool, kam marra agool, ana gelt, sabag w gelt, sho el9a3b`,
    ],
    [
      'delight',
      0.9,
      `kel elli abeeh, kil elly abeeh, kel elly abi, kol elly abgha, kel elly ab8ah, kil ma atmana, 5a6af galbi, khataf galbi, sarag galbi, 6ayyar 3agli, tayyar 3a2li, mett 3aleh, mit 3aleh, mafa99al 3alay, mfassal 3alay, wala arwa3, wala a7la, farra7ni, far7ni, as3adni`,
    ],
    [
      'liking',
      0.9,
      `ra'9ya, ra'9i, radya, rathya, ya 7alata, ya 7alatah, ya 7alatha, ya zaina, ya zeena, ma a7la, ma a7lah, ma a7laha, thaba6 3alay, dabat 3alay, 6ala3 3alay 7elo, yestahal, yistahil, testahal, thogich, thogech, thogek, thogik, thoogek, tho8ek, zo2ek, zaw2ik`,
    ],
    [
      'fatigue',
      1,
      `3yooni tesakker, 3yooni tsaker, 3yoni tsaker, 3yooni tghamme'9, 3oyouni 3am tsakker, sa3at dawam, sa3at sho8l, sa3at shughl, sa3at wagfa, rejli ma tsheelni, ryooli ma tsheelni, ma tsheelni, abi sreeri, abi sariri, abi ansede7, abi ansadi7, bas abi anam, raasi ydoor, rasi ydoor, rasi thegeel, 6agti 5al9ana, 9efr 6aga, sifr taga, bdoon 6aga, 5al9ana, khalsana, mafeeni, ma feeni`,
    ],
    [
      'sadness',
      0.9,
      `bel mustashfa, fel mustashfa, bil mustashfa, fi el mustashfa, bel mostashfa, mub gadra arakkez, mub gadra arakez, mo gadra arakez, mo gadra arakkez, mub gader arakez, ma agdar arakkez, ma agdar arakez, mish 2adra rakkez, ma7ad ~ byla7e'6, ma7ad ~ ylahi6, ma7ad ~ mihtam, mahad ~ mehtam, ma7ad ~ yes2al, ma abi ashoof a7ad, mabi ashoof a7ad, ma abi a6la3, mabi atla3, kel shay ghala6, kil shay 5arban, fatra 9a3ba, fatra sa3ba, 5arab yomi, kharab youmi, 5arrab mazaji, galbi thageel, 8a99a, ma yfari7ni shay, 5a6ri maksoor, khatri maksour, nafseyti, nafsiyti, nafsyti`,
    ],
    [
      'none',
      1,
      `sabah el5eir, saba7 el5air, sba7 el5air, masa el5air, mesa el5eir, salam 3alaikum, salam alaikum, assalamu alaikum, shlonek, shlonech, shlonk, sh5barek, kefak, kifik, keefek, min zaman, a9lan, asln, mo akthar, mub akthar, ma yzeed, aqal min, agal min, aljaw 7elo, eljaw 7ar, 7aliyan, 7aleyan, 7alyan, 5alna, khalna, 5alina, khallina, ma fee shay mo7adad, mafi shay mo7adad, ma fi shi m7adad, shay mo7adad, shay mu3ayan, sho elfarg, shu lfare2, wsh elfarg`,
    ],
    [
      'delight',
      1,
      `a3shag, a3shaq, 3shagt, 3asha2t, a3sha2, amoot feeh, amoot fih, amoot feha, amoot 3aleh, amoot 3alaih, bamoot feeh, bamoot 3aleh, yjanen, yjannen, yjanin, tjanen, tjannen, yganen, bijanen, byjannen, betjannen, yhabel, yhabbil, yahabbel, thabel, thabbel, 5eyal, 5ayal, khayal, khyal, 5orafi, khorafi, 5urafi, 5agga, 5aga, khagga, khaqqa, 5ageet, ya salam, yasalam, ya salaam, allah allah, 7elm, 7ilm 7ayati, a7la shay, a7la shi, a7la yoom, a7la youm, agmal yoom, as3ad yoom, tayra min elfara7, 6ayra mn elfara7, tayer mn elfara7, hatha elly abeeh, hatha elli abi, hatha elly abghah, hada elli bedi yah, enhabalt, nhabalt 3aleh, fdeetek, fdetek, a7ebek, a7ebbek, a7bik, b7ebak, ba7ebbak, 7abibi wallah 7elo`,
    ],
    [
      'praise',
      1,
      `raw3a, raw3ah, rw3a, rou3a, ro3a, rooo3a, ra2e3, ra2i3, raye3, rai3, mumtaz, momtaz, momtaza, jameel, jamil, jamila, jameela, gameel, gamila, gamil, tu7fa, to7fa, t7fa, tohfa, kashkha, kash5a, kashkhah, kshkha, faz3a, faji3, ra7eeb, raheeb, ruheeb, ra8eeb, rahib, khatir, 5ateer, 5a6eer, fannan, fanan, 3ajeeb, 3ajib, mashallah, mashalla, mshalla, ma sha allah, masha2allah, tabarak allah, a7eb, a7ib, a7bb, a7ebba, a7ebbah, a7ebha, a7ibah, b7eb, ba7eb, b7ebo, b7ebha, 7abbeet, 7abeit, 7abaito, 7abeta, 7abbaito, 7abeetah, kafu, kafo, kafoo, kufu, ma6low, ma la 7al, malah 7al, malha 7al, bala 8al6a, wala ghalta, wala 8al6a, wow, waw, waaw, perfect, amazing, awesome, beautiful, gorgeous, nice wallah, 3asal, gamar, amar, wanasa, wnasa, wanasah, super, bravo, 3ala kaif kaifak, tslam eedek, teslam eidak, a7sant, a7santi`,
    ],
    [
      'liking',
      1,
      `7elo, 7elow, 7elw, 7ilu, 7ilo, 7lo, 7lw, 7elwa, 7elwah, 7ilwa, 7lwa, 7elween, 7elwin, 7olw, helo, helu, helwa, hilu, hilwa, helw, zain, zayn, zein, zeen, zaina, zena, zeina, mazyoun, mzyona, kwayes, kwayyis, kwais, kowayes, kwayesa, mnee7, mni7, mnih, jayyed, jayed, jayid, lateef, la6eef, latif, aneeg, aneeq, aniq, anee8, sheek, mrattab, mratab, muree7, moree7, mori7, y3jebni, y3jibni, yi3jibni, 3ajabni, 3jabni, 3ajbni, 3ajebni, 3ajbatni, 3ajbetni, 3ajbinni, 3a2jebni, a3jabni, mo3jab, yenasebni, ynasebni, ynasibni, nasabni, layeg 3alay, laye2, lay8, a7san, a7sn, ahsan, a7la, a7laa, afdal, af'9al, afzal, ajmal, mo shain, mub shain, mub batal, mo ba6al, mo batal, mesh batal, mish ba6al, mesh we7esh, 5osh, khosh, 5oosh, khoosh, cute, cuut, kyoot, nice, cool, na3em, na3im, raqi, ra8i, ragi, yewanes`,
    ],
    [
      'acceptance',
      1,
      `ma 3ndi mane3, ma3ndi mani3, ma fee moshkela, mafi mushkila, ma fi moshkle, mafi mishkila, mo mushkila, mub mushkila, mish mushkila, mesh moshkela, 3adi ma3lesh, ma3lesh, ma3leish, ma 3alaih, ma 3aleh, mwafga, muwafeg, mnaseb, munasib, mnasib, ma2bool, mag'bool, kella tamam, kelo tamam, kil shay tamam, kolo tamam, yemshi el7al, ymshi el7al, la ba2s, itafagna`,
    ],
    [
      'gratitude',
      1,
      `shukran, shokran, shukrn, shkran, shukraan, mashkoor, mashkoora, mashkour, mashkora, mashkura, mashkooreen, teslam, teslameen, tislam, tslam, tislameen, tslmeen, yeslamo, yislamo, yslmo, yaslamo, ya36eek el3afya, ya3tik el3afya, y36eech el3afya, allah ye3teek el3afya, allah yes3edek, allah yes3dek, jazak allah 5air, jazak allah khair, jazakallah, ma gasart, ma qasart, ma gasarti, magasart, ma gassart, enqathtni, enqa'9teni, sa3adtni, thanks, thank you, thx`,
    ],
    [
      'excitement',
      1,
      `mit7amsa, met7amsa, mt7ams, mt7amsa, mit7ames, met7ames, mit7amis, mt7amsah, met7amseh, 7amas, mitshawiga, mitshawga, mitshawqa, metshaw2a, mtshawga, mo gadra a9bir, mo gader asbir, mub gadra asbir, mub gadra a9ber, ma agdar asbir, ma agdar a9bir, ma a2dar asbor, ma feeni asbir, mafeeni a9bir, a3ed elayam, can't wait, cant wait, trageet, tra8ait, traqait, najja7t, naja7t, nja7t, fuzt, fezt, in5a6abt, inkhatabt, enkhatabt, tawa'9aft, tawathaft, engabalt, qebalooni, excited, so excited, yalla yalla`,
    ],
    [
      'hope',
      1,
      `atmana, atmanna, nshallah 5air, inshallah 5air, inshallah khair, inshalla khair, ya rab, yarab, ya rabb, ya rait, yaret, ya reet, yareet, mutafa2la, mitfa2la, mtfa2la, fu'9ool, fodool, amal`,
    ],
    [
      'relief',
      1,
      `a5eeran, akheeran, a5iran, akhiran, a5eran, w a5eeran, al7amdillah, al7amdulillah, al7mdulilah, alhamdulillah, alhamdulilah, el7amdella, el7amdulillah, 7amdella, hamdella, 7amdilla, hamdulillah, irta7t, erta7t, mirta7a, merta7a, mrta7a, mirtah, tamant, t6amant, itamant, 9ert a7san, sert a7san`,
    ],
    [
      'humor',
      1,
      `hhhh*, hhh*, 5555*, 555*, khkhkh*, hahah*, hehe*, lol, ahah*, bamzah, bamza7, amza7, amzah, m'97ek, yi'97ek, mu'97ik, mod7ek, y9'a7ek, fa6ast, fa6ast the7k, mit the7k, mott d7k, nokta, nukta`,
    ],
    ['calm', 1, `rayga, raye8, rayig, raygah, mrawga, mrawweg, hadya, hady, mirtaya7a, ray2a, rawa8, 3ala rawag`],
    [
      'wellbeing',
      1,
      `sa3eeda, sa3eed, sa3ida, sa3id, far7ana, far7an, far7aneh, farhana, farhan, far7anah, mabsoo6a, mabsoota, mabsoot, mabsout, mabsouta, mabsuta, mabsut, mbsota, mbs6a, mestansa, mistansa, mestans, mistanis, mstansa, mestanseh, mistanseen, wanasa wallah, mkayfa, mkayef, mazaji 7elo, mazaji zain, mazaji raye8, mazaji 3ali, mazaji top, nafseyti 7elwa, nafsiyti 7elwa, nafseyti zaina, fa5oora, fakhoora, fa5oor, wath8a, wathga, wathqa, wathig, malika, maleka, amira, youm 7elo, yoom 7elo, yoomi 7elo, ma7'9oo'6a, ma7thootha, ma7zoza, nashe6a, nasheeta, kelli 6aga, kli taga, 6aga`,
    ],
    [
      'certainty',
      1,
      `akeed, akid, akeeed, mit2akda, mt2akda, met2akda, mit2aked, mt2ked, met2akked, mit2akida, garrart, 8arart, qarrart, 5ala9 garrart, khalas qarart, baa5tha, ba5thah, ba5tho, ba5idha, ba5de, bashtereeh, bashtreeh, bil'9ab6, bel'9abt, beldabt, biltha6, 6ab3an, tab3an, bala shak, miya bilmiya, mia bel mia, a3ref sho abi, a3ref wsh abi, a3rf shno abi, hatha hu`,
    ],
    [
      'uncertainty',
      1,
      `ma adri, ma adry, madri, madry, maadri, ma a3ref, ma a3rif, ma3ref, ma3rif, mub 3arfa, mo 3arfa, mush 3arfa, mesh 3arfa, mish 3arif, mesh 3aref, mo 3aref, la a3ref, la a3rif, mo mit2akda, mub mit2akda, mish mit2akda, mesh mit2akda, mo met2aked, mub met2akda, m7tara, me7tara, mi7tara, mo7tara, mohtara, me7tar, mi7tar, mo7tar, m7tar, 7ayra, 7ayer, 7airana, 7ayrana, 7eera, 7era, mitraddida, mitraded, metraddeda, mtrdda, mtradda, mitradida, metradda, yemken, yimkin, ymkn, yumkin, yemkn, mumkin, momken, mmkn, rubama, a'6en, athen, atheen, a'9in, wsh rayek, wsh raych, sho raych, sho rayek, shu rayek, shu ra2yek, shrayek, shraych, shno rayek, shnu rayek, esh rayek, sh rayik, ma agdar a5tar, ma agdar akhtar, ma agdar agarir, ma agdar agarrer, ma2dar akhtar, mub gadra a5tar, mo gadra a5tar, mo gadra agarer, 9a3b a5tar, sa3b akhtar, '9ay3a, tha3t, dhay3a, day3a, thay3a, thaye3, mshawsha, mlakhba6a, mla5ba6a, mlakhbata, sa3edni a5tar, sa3deeni a5tar, sa3dini akhtar`,
    ],
    [
      'sadness',
      1,
      `7azeena, 7azina, 7azeen, 7azin, hazeena, hazina, hazeen, 7zeena, 7ozn, za3lana, z3lana, za3lan, za3laneh, za3lanah, z3lan, za3alt, zi3alt, z3lt, mukta2ba, mokta2ba, mekta2ba, mukta2eb, mekta2eb, ikti2ab, depressed, mitthayga, mit'9ayga, mit'9ay8a, met'9ay2a, metday2a, metdayga, mitdayga, mitdayig, met'9ayeg, mit'9aye8, metdayek, mitthayig, m'9ayga, thayga, '9ay8 9adri, '9ayeg 9adri, dayeg sadri, dayeg 5elgi, thayeg 5elgi, 9adri '9ayeg, '9aygat, '9ee8a, deega, theega, mahmoom, mahmooma, 7am, maksoora, maksura, maksour, maksoor, enkasar 5a6ri, kaser khatri, wa7eeda, wa7ida, wa7eed, wahida, la7ali, l7ali, abki, abchi, abkii, bakait, bachait, bakeit, 9e7t, a9ee7, asee7, a9i7, gad a9ee7, domoo3, dmoo3i, nafseyti ta3bana, nafsiyti ta3bana, nafsiti ta3bana, nafseyti zeft, nafseyti ta7t, nafsyti damar, nafseyti bel2ar'9, nafsiyti bil ar'9, mazaji zeft, mazaji 5ayes, mazaji mo 7elo, mazaji mub 7elo, mazaji khayes, mazaji mo zain, mali mazaj, mali mazag, ma li mazaj, malee mazaj, mali nafs, mali khulg, mali 5elg, mali 5ulg, mali 5ilg, ma3ndi mazaj, ma 3ndi mazaj, galbi y3awerni, galbi y3awrni, galbi maksoor, albi by3awerni, ta3bana nafseyan, ta3bana nafsiyan, 7aza, mshtaga, mishtaga, meshta2a, meshtaga, yoom zeft, youm zeft, yoom 5ayes, youm khayes, yoom say2, yoom 9a3b, yom sa3b, ma7ad y7ebni, ma7ad yhtam, ma7ad fahimni, ma7ad fahemni, ma7a6ama, mu7baa6, m7ba6a, mu7ba6, mo7bata, mu7bat, m7ba6, i7ba6, ma5noo8a, ma5nooga, makhnooga, makhnou2a, m5noga, maree'9a, maree6a, mareetha, marida, raasi y3awerni, raasi y3awrni, rasi y3awrni, maghoora, maghour, mag'hoora, mag8oora, maqhoora, ma2hoora, mgohra, in8aharit, ingaharit, gahar, 8ahar, ya2s, ya2sa`,
    ],
    [
      'grief',
      1,
      `mat, matet, matat, twaffa, tiwafa, tewaffa, tewafat, twaffat, 3aza, fagadt ommi, fagadt oboy, fa8adt, fagadt sho8li, infa9alna, infasalna, infa9alt, enfasalt, enfasalna, 6alla8ni, tallagni, ta6allagna, tatallagt, tatalla2t, 6ala8, tala8, talag, tarakni, tarkni, trakni, 5anni, khanni, khannini, 5yana, khiyana, fannashooni, fannishoni, fneshoni, 6aradooni, taradooni, galbi enkasar, galbi inkisar, kasar galbi, enkasar galbi, kasarli albi, minhara, menhara, minhar, inhart, m7a6ama, mu7atama, m7atama, m7a66ama, mdammara, mdamra, mudamara, tedammart, 7ayati entahat, 7ayati 5erbat, ma 3ad at7amal, ma agdar at7amal, ma a2dar at7amal, ma3ad at7ammal`,
    ],
    [
      'shame',
      1,
      `matina, mteena, mateena, mateen, mtina, samina, sameena, smeena, sameen, debba, dabba, debbah, te5eena, takheena, tkheena, zad wazni, sumanet, smant, mtant, shakli 5ayes, shakli khayes, shakli yfashel, shakli mo 7elo, shakli mub 7elo, shakli bishe3, shakli we7sh, shakli ghala6, shakli shain, akrah shakli, akra8 shakli, akrah jesmi, akrah nafsi, akra nafsi, jesmi mo 7elo, jesmi mub 7elo, ana bash3a, ana bish3a, ana mo 7elwa, ana mub 7elwa, 5ajlana, khajlana, khajlan, asta7i, astahi, asta7y, mo7raja, mu7raja, m7rja, mi7rija, fasheela, fashila, fshela, infashalt, tfashalt, enfashalt, zay elbagara, mithl elbagara, mthl elbagara, zay el feel, mithl elfeel, wala shay layeg 3alay, wala shay y6la3 3alay 7elo, wala shay yitla3 3alay 7elo`,
    ],
    [
      'disappointment',
      1,
      `5ab amali, khab amali, 5aibat amal, khaibat amal, 5aiba, khaiba, khathalni, 5athalni, 5athaltni, lel2asaf, lil2asaf, lilasaf, lel asaf, lal2asaf, ma3 elasaf, ma3 el2asaf, ya 5asara, ya khsara, 5asara, 5sara, khasara, khsara, mathya3at wagt, m'9ya3at wagt, ma'9ya3at wa8t, madya3et wa2t, '9aya3t wagti, daya3t wa2ti, tha3 wagti, '9a3 wagti, da3 wagti, 3al fa'9i, 3alfa'9i, 3al fathi, 3alfadi, 3al fadi, bala fayda, bedoon fayda, bdoon fayda, bidoon fayda, ma fee fayda, mafi fayda, mafee fayda, ma mnik fayda, ma mennek fayda, nadamt, nidamt, ndmt, nadmana, nadman, tawaqa3t a7san, twaga3t a7san, tawaga3t a7san, mo elly abeeh, mo elly abi, mub elly abeeh, mub elli abeeh, mo elly 6alabta, mub elly talabta, mo hatha elly abi, mo hatha elly abeeh, mub hatha elly abi, mub hatha elly 6alabta, mo hatha, mub hatha, mish hada, mesh hada, fashal, fashel, fashla, 5arab, khrab, 5arban, kharbana, 5erban, 5erbat, kherbat, na9ab, nasab, nasabeen, ma wa9al, ma wesal, ma wi9al, ma wesel, ma wasal, ma jani, ma ja, 7a'6i, 7athi, 7athi zeft, off, uff, ufff, offf, 7safa, 7asafa, ya 7safa`,
    ],
    [
      'anger',
      1,
      `m3a99b, m3a99ba, m3asba, m3asbe, m3asbeh, m3assba, m3asseb, m3aseb, m3asib, m3a9ba, mu3asiba, m3a9eb, 3asabt, 3a9abt, 3asabtni, 3a9abtni, gha'9bana, ghadbana, '3a'9ban, ghathban, ghathbana, ghadban, 8ahartni, gahartni, gahartini, yeghar, tighar, yirfa3 el'9agh6, yerfa3 el'6aghe6, rafa3t thaghti, rafa3t '9agh6i, thaghti irtifa3, 6afashtni, tafashtni, 6afsht, 6afasht, tafasht, 6afshana, tafshana, zehgt, zihigt, zahagt, zhe2t, zahe2t, zahgana, zah2ana, zehe8t, zahagtni, garaft, 8araft, 2reft, 2eraft, araft, garaftni, maleet, malait, mallait, mleet, mallet, 5ala9 maleet, khalas malait, khalas mallet, nafath 9abri, 9abri nafath, sabri khalas, 9abri 5ala9, 5al9 9abri, 5ila9 9abri, khilis sabri, 6afa7 elkail, tafa7 elkeil, banfajer, ra7 anfajer, janantooni, jannantooni, jannantni, janantni, jannantini, bitjanenni, btjannenni, 5abaltooni, maskhara, mas5ara, mas5ra, mahzala, testahbel, testahbil, tstahbel, testahbleen, istihbal, min jeddek, mn jeddek, min jiddek, mn jdk, men jaddak, min 9ijik, mn 9jk, min 9ejek, min sijjik, 7aram 3alaik, 7aram 3alaikum, 7aram 3alech, haram 3alaik, haram 3leik, 3aib 3alaik, 3eib 3alaik, waqa7a, wa8a7a, gillat adab, qelat adab, ma yen6ag, ma yint6ag, ma yen7imil, la yo6aq, bashteki, bashtki, kefaya, kifaya, bas 5ala9, bas khalas, 5ala9 yakfi, khalas bas, khalas yekfi, istaslamt, astaslim, eskat, iskit, eskit, iskiti, fikni, fekni, fikkini, feknee, 7il 3anni, 7el 3anni, enqele3, engla3, in8ili3, 6iz, toz, tozz, 6oz`,
    ],
    [
      'annoyance',
      1,
      `muz3ij, moz3ej, mz3j, muz3ija, muz3ejah, iz3aj, ez3aj, az3ajtni, az3ajni, inza3ajt, munza3ij, mnarfiz, mnarfez, mnarfza, narfaztni, narfazni, ynarfez, mustafiz, mostafez, mustafeza, mstfz, estifzaz, yestafez, thaya8tni, '9aya8tni, thayagtni, '9ayagtni, dayagtni, y'9ayegni, ydayegni, y'9ayig, yuh, yoooh, yooh, yuuh, ufff, offff, la 7awl, la 7awla, la hawla, la 7ola, 7asbi allah, 7sbi allah, hasbi allah, hasbiyallah, ma tefham, matefham, ma tifham, matifham, ma tefhameen, ma tefhamoon, mo fahimni, mub fahimni, mo fahemni, mub fahemni, mish fahimni, mesh fahemni, mo fahimtni, ma tesma3, ma tisma3, matisma3, ma tesma3ni, ma tsma3ni, gelt lik, geltlik, giltlik, giltlek, geltlek, gilt lek, gult lak, gultlak, gltlk, geltlich, giltlech, gelt lich, gilt lich, gelt lech, gilt lech, gult lich, gilt lik, w ana gelt, w ana gilt, 2oltellak, 2iltillak, oltelak, mit marra, miyat marra, meet marra, 100 marra, alf marra, 1000 marra, kam marra, 5amis marra, thalith marra, thaleth marra, rabi3 marra, 10 marrat, nafs elshay, nafs elshi, nafs eshi, nafs el shay, laish chithi, leish chithi, laish kitha, lesh kida, laish jethi, leish ma tefham, laish ma tefham, laish kil shay 9a3b, laish 9a3b, leish sa3b, sho hatha, shnu hatha, shno hatha, wsh hatha, wesh hatha, shu hada, eish hatha, sho hal7ala, shu hal7ale, kalam fathi, kalam fa'9i, kalam fadi, kalam faregh, sa5afa, sakhafa, sa5eef, sakheef, sakhif, 5arabee6, 5arabeet, kharabeet, waggif, wagef, wa22ef, 5ala9 3ad, khalas 3ad, bas 3ad, mub 6abee3i, mo tabee3i, mish tabi3i, ya allah 3ad, yallah 3ad, m3alleg, y3alleg, annoying, frustrating`,
    ],
    [
      'insult',
      1,
      `ghabi, '3abi, 8abi, ghabiya, ghabeya, ghaby, ghaba2, 7mar, 7umar, 7omar, hmar, 7maar, 7ayawan, ahbal, habla, hableh, tafeh, tafiha, tafih, zebala, zbala, zibala, zbaleh, 5ara, khara, zig, zeg, 5ayes, khayes, 5aysa, khaysa, zeft, zift, zefet, m3afen, m3affin, mt5alef, mitkhalif, mtkhalef, 7aqeer, 7a8eer, kalb, la3een, stupid, useless`,
    ],
    [
      'hate',
      1,
      `akrah, akra8, akraha, akraho, akrahah, akrahha, kraht, kra8t, kerihet, kriht, kirht, bakrah, mugrif, mogref, mi8rif, mo2ref, mu2rif, mgref, mogrefa, garaf, 8araf, 2araf, mu8ziz, moqazez, yelawe3 elkabd, ylawe3 elchabd, ylawi3 eljabd, tlawe3 elchabd, bashe3, bishe3, bashi3, beshe3, bash3a, bish3a, ga2bee7, qabee7, 8abee7, fa'6ee3, fathee3, fazee3, faz3ee, marree3, aswa2, aswa, aswa2 shay, karitha, kaaretha, karsa, kareetha, mu9eeba, moseeba, museeba, kaboos, ja7eem, ma a6ee8, ma ateeg, ma ateeq, ma atiq, la a6eeq, ma a6eeg, horrible, terrible, awful, worst`,
    ],
    [
      'dislike',
      1,
      `say2, sayi2, saye2, sayye2, say2a, sayi2a, shain, shayn, shein, sheen, shaina, sheena, mo 7elo, mub 7elo, mb 7elo, mush 7elo, mish 7elo, mesh 7elo, mo 7elw, mub 7ilu, mo 7ilu, mish 7ilu, mo 7elwa, mub 7elwa, mesh 7elwa, mo zain, mub zain, mb zain, mo zaina, mub zaina, mish kwayes, mesh kwayes, mish mnee7, mish mni7, mo kwayes, ma 3ajabni, ma 3jabni, ma3ajabni, ma3jbni, ma 3ajbni, ma 3ajbatni, ma 3ajbetni, ma y3jebni, ma y3jibni, may3jbni, ma t3jebni, mish 3ajebni, mesh 3agebni, mo 3ajbni, mub 3ajbni, mub 3ajebni, mo 3ajebni, ma a7eb, ma a7ib, ma7eb, ma7ib, maa7eb, ma a7eba, ma a7ebba, ma a7ebah, ma a7ebha, ma b7eb, mab7eb, mabahebsh, ma7abeet, ma 7abeet, ma 7abbeet, ma 7abeit, ma7abait, ma 7abaito, ma 7abeta, mo layeg, mub layeg, mish laye2, ma yleeg, ma yelee8, mo stayli, mo style, mub style, mo styli, mub styli, mo tho8i, mo thogi, mub thogi, mo zo2i, mish zaw2i, mo thoo8i, mo li, mub li, ma ynasebni, ma ynasibni, maynasebni, ma tnasebni, ghair munasib, mo mnaseb, mub mnaseb, mo munasib, mub muree7, mo muree7, mo moree7, mub moree7, mish mori7, ghareeb, '3areeb, ghareeba, gharib, ghariba, 8adeem, gadeem, gadima, bahet, bahit, yekaberni, ykabrni, mo shay, mub shay, mub lain hnak, mo lain hnak, mo hnak, mo thak ezzood, mub thak elzood, we7esh, wi7ish, we7sha, bayekh, bayi5, baye5, bay5a, baykha, ma9e5, masekh, masikh, ma95a, cheap`,
    ],
    [
      'refusal',
      1,
      `mabi, mabee, ma abi, ma aby, maabi, mabgha, mab8a, mab'3a, ma abgha, ma ab8a, ma ab3'a, maba, ma aba, mabgi, ma areed, ma ureed, ma ored, mareed, ma bedi, ma bidi, mabedi, mabeddi, mish 3ayza, mesh 3ayza, mesh 3ayez, la shukran, la shokran, la mashkoora, la thanks, mo mihtamma, mub mihtama, mo me7taja, mub mi7taja, ma a7taj, ma7taj, ensi, insa, ensay, inseeh, ensi elmawthoo3, khalleha, 5alleha, khalliha, alghi, al8i, el8i, ilghee, mala da3i, ma la da3i, la da3i, ghair hatha, '3air hatha, mo al7een, mub al7een, mub el7een, mish halla2, balash`,
    ],
    [
      'obstacle',
      1,
      `wala shay ~ ynasebni, wala shay ~ ynasibni, wala shay ~ 3ajabni, wala shay ~ 3jabni, wala shay ~ y3jebni, wala shay ~ y3jibni, wala shay ~ layeg, wala shi ~ 3ajabni, wala shi ~ byenasebni, wala wa7ed ~ 3ajabni, wala wa7id ~ 3jabni, wala wa7da ~ 3ajbatni, ma fee shay ~ 7elo, mafi shay ~ 7elo, mafi shi ~ 7elo, mafee shay ~ zain, ma fi shi ~ y3jebni, mafi shay ~ y3jebni, mafi shay ~ ynasebni, ma fee shay, mafi shay, mafee shay, mafe shay, ma fi shi, mafi shi, ma feesh, mafeesh, mafish, wala shay, wala shi, wala 7aja, wala 7aga, wala wa7ed, wala wa7id, wala wa7da, ma lageet, malageet, ma lagait, malgeet, malgait, mala8ait, ma la2eit, ma la2et, ma l2eet, ma 7a99alt, ma7a99alt, ma 7asalt, ma7asalt, ma 7assalt, lam ajed, mo lagya, mub lagya, mub lagyah, mish la2ya, mesh la2ya, mo lagi, mub lagi, ma 3ndi shay albisa, ma 3indi shay albsah, ma3ndi shay albsa, ma3ndi shay albes, ma 3ndi lbs, mo mtwafer, mub mtwafer, mub mitwafir, mo mitwafer, ghair mutawafer, mish mawjood, mo mawjood, mub mawjood, 5ala9aw, khal9at, sold out, nafath, ma yed5il, ma yed5ol, maydkhol, ma yisakker, ma ysaker, ma yishtighil, ma yeshteghel, mayshtghl, ma yishta8il, mo shaghal, mub shaghal, mish shaghal, mub sha8al, ma yefta7, ma yifti7, mayfta7, 5arban, kharban, enkasar, inkisar, ghala6, '3ala6, ghalat, 8al6, mgas ghala6, elmagas ghala6, lon ghala6, mushkila, moshkela, mishkila, moshkle, mshkla, mashakel, 9a3b, sa3b, 9a3ba, mosta7eel, musta7eel, mustahil, 3ajazt, 3jazt, 3ajazt alga, m3a66al, m3attal`,
    ],
    [
      'complaint',
      1,
      `ghali, '3ali, 8ali, ghaly, ghalya, ghaliya, wayed ghali, ghali wayed, marra ghali, ghali marra, as3ar nar, el as3ar nar, elas3ar nar, ghala, '9ayeg, thayeg 3alay, '9ayiq, dayeg 3alay, thaye8, dayyeg, wasee3, wase3 3alay, kbeer 3alay, kabeer 3alay, 9gheer 3alay, sgheer 3alay, zgheer 3alay, ga9eer 3alay, gaseer 3alay, 6eweel 3alay, taweel 3alay, za7ma, za7mah, zahma, zhma, zaa7ma, izdi7am, 7ar, 7arr, jo3ana, yo3ana, joo3ana, jo3an, yo3an, 6aboor, taboor, 5a6a2, khata2, ta25eer, ta2kheer, ta5arto, t25rtaw, ta2akhartu, na8e9, na8es, naqis, ma yekfi, la5ba6a, lakhbata, faw'9a, fawda`,
    ],
    [
      'impatience',
      1,
      `mita, meta, meeta, emta, kam bagi, kam ba8i, lain mita, lin mita, limeta, la mita, ila mata, 6awwalt, 6awalt, tawalt, tawwalto, tawaltoo, 6awaltaw, m6awleen, m6awel, mtawwel, sa3a anti'6ir, sa3a antather, sa3a antither, min sa3a, mn sa3a, men sa3a, min sa3tain, mn sa3tain, 9arli sa3a, sarli sa3a, sarli sa3tain, 9arli sa3tain, 9ar li sa3a, anti'6ir, antather min, antther, waynek, wainek, wainech, waynich, weynak, weinak, wainkum, wain alrad, rid 3alay, ridi 3alay, rid 3alai, rdi 3lai, rddi, ridoo, jawib, jaweb, jawibni, jawebni, 5al9ni, khalisni, khallisni, 5al9eeni, khaleseeni, 5al9oni, yalla 3ad, bas 36ni, bas 36eni, bas 3tini, bas golili, lissa ma, lessa ma, lsa ma, ba3ad ma`,
    ],
    ['impatience', 0.25, `la7een, lel7een, lil7een, la7ad al7een, le7ad al7een, lahalla2`],
    [
      'repetition',
      0.6,
      `marra thanya, mara thanya, marra thaniya, mara tanya, marra tanya, thani marra, ba3ad marra, kaman marra, min jedeed, mn jdeed`,
    ],
    [
      'repetition',
      1,
      `kil marra, kol marra, kel mara, kil shway, kel shwy, dayman nafs, dayman nafs elshay, nafs elmushkila, 6ool elyoom, tool elyoom, tool elyom, 6ol alyoum, tol el yom, mn el9ob7, min el9ob7, mn elsobo7, min elsub7, mn el sob7, sa3tain, sa3ten, thalath sa3at, 3 sa3at, 4 sa3at, 5 sa3at, arba3 sa3at, kil elma7alat, kel elma7allat, kol elma7alat, laffait elmall, lafet elmall, laffet kol, laffait kil`,
    ],
    [
      'anxiety',
      1,
      `galgana, galgan, 8algana, qalqana, 2al2ana, al2ana, 2el2ana, galgan, al2an, galag, qalaq, 8ala8, 2ala2, mitwattra, mitwatra, mtwtra, metwatra, mitwatir, metwater, mtwatra, mtwater, metwattra, mitwatera, tawator, tawatur, tawattor, twtr, 5ayfa, 5ayef, 5ayif, khayfa, khayef, khayif, 5ayfah, 5aifa, khaifa, a5af, akhaf, a5aaf, 5oof, khoof, khof, mar3ooba, mar3oob, mar3oub, ru3b, mirtabka, mertabka, mirtabik, ma'96'6ooga, ma'9goo6a, mathghoota, madghoota, ma'9ghoo6a, mathghout, stress, mstresa, mestresa, mstressa, mestressa, 2a3sabi, a3sabi, a39abi, a39aabi, galbi ydeg, galbi ydig, galbi 6aye7, galbi tayi7, ga9ni galbi, ma agdar anam, magdar anam, ma a2dar anam, afakir wayed, afaker wayed, waswas, mwaswisa, mwaswsa, atwattar, atwatar, atwattr, shayla ham, shayel ham, shayla hamm, sho beygooloon, shnu beygooloon, wsh beygooloon, kalam elnas, kalam ennas, ma al7ag, ma al7a8, ma al7a2, mal7ag, ma ra7 al7ag, bat2a5ar, bat25r, bat2akhar, nervous, anxious, worried, scared`,
    ],
    [
      'panic',
      1,
      `hala3, panic, el7agooni, il7agooni, el7a8ooni, el7a2ooni, el7ageeni, sa3dooni, sa3idooni, an8ithooni, engthooni, ya waili, yawaili, ya weili, ya wayli, waili, wsh asawi, wesh asawi, sho asawi, shu asawi, shnu asawi, shno asawi, esh asawi, shasawi, shasawwi, sh asawi, shu a3mel, shu sawi, ra7t feeha, re7t feeha, ri7t feeha, bamoot min el5oof, bamoot mn el5of, bamoot mn eltawator, bamoot 5oof, banhar, banjan, bajin, bajen, ra7 anjan, ra7 ajin, 6awari2, tawari2`,
    ],
    [
      'fatigue',
      1,
      `ta3bana, ta3ban, ta3baneh, ta3banah, t3bana, t3ban, tabana, ta3abt, ti3ibt, te3ebt, t3bt, t3ebt, te3bt, ta3b, ta3ab, mt3b, mut3ib, mot3eb, murha8a, morhaqa, murhaqa, murhaga, morhaga, murhag, morhaq, murhaq, irhaq, erhag, na3sana, na3san, n3sana, na3saneh, n3san, feeni noom, feni noom, fini nom, abi anam, abgha anam, ab8a anam, bedi nam, beddi nam, areed anam, wedi anam, widdi anam, ma nimt, manimt, ma nemt, manmt, ma nemet, sehart, sahrana, sahran, sahart, reli t3awerni, rejli t3awerni, rijlaini, ryooli, reyooli, ryooli t3awerni, rjooli, rejooli t3awerni, rjoli, '6ahri y3awerni, thahri y3awrni, dahri y3awrni, mali 6aga, mali taga, ma 3ndi 6aga, ma 3ndi taqa, ma3ndi taga, mali taqa, abi arta7, abgha arta7, ab8a arta7, wedi arta7, beddi erta7, abi aroo7 elbait, abi arid elbait, abi ared elbait, bedi rou7 3al bait, ba3d eldawam, b3d eldawam, ba3ad eldawam, yoom 6eweel, youm taweel, yoom taweel, usboo3 6eweel, day5a, day5ah, daykha, daye5, kaslana, kaslan, kslana, 5amla, khamla, thablana, '9ablana, tired, sleepy, exhausting`,
    ],
    [
      'exhaustion',
      1,
      `munhaka, monhaka, minhaka, munhak, menhaka, halkana, halkan, halkaneh, hlkana, hilakt, halakt, mayta ta3ab, mayta min elta3ab, maita mn elta3b, mayta mn elta3ab, mayit min elta3ab, mayet ta3ab, bamoot min elta3ab, bamoot mn elta3b, bamoot ta3ab, mahdooda, mahdoud, mahdooda 7aili, mafeeni 7ail, mafini 7eil, mafeni 7ail, ma feeni 7ail, mali 7ail, ma li 7eil, mo gadra awgaf, mo gadra awga, mub gadra awgaf, mo gadra amshi, mub gadra amshi, mub gader amshi, mo gader amshi, mesh adra amshi, mish 2adra emshi, ma agdar amshi, ma agdar awgaf, magdar amshi, ma 3ad agdar, ma3ad agdar, ma 3ad 2edra, ma agdar akamil, 5al9at 6agti, khalsat taqti, 6agti 5al9at, tagati khalsat, batariyti 5al9at, mustanzafa, mostanzafa, mfarhida, mfarheda, 6ay7a mn elta3ab, tayi7a min elta3ab, exhausted, dead`,
    ],
    [
      'apathy',
      1,
      `ma yhem, ma yihim, mayhem, ma yhm, mayhim, ma yhemni, ma yhimni, mayhemni, mayhmni, la yhem, mo muhim, mub muhim, mish mohem, mesh mohem, mo mohem, mub mohem, mish far8a, mesh far2a, mish far2a, mish fari8, ma tefreg, matefreg, ma tifrig, matfreg, ma yefreg, mayfreg, ma yifrig, ma btefre2, ma bte2re2, ma btifri2, ay shay, ai shay, ay shi, ai shi, ayy shi, ay wa7ed, ay wa7id, kaifek, kaifech, bkaifek, bkefak, bekefek, kefik, 3ala ra7tek, 3ala ra7tech, 3ala kaifek, bra7tek, elly tabi, elly tabeen, elly tabeenah, elli baddik, killa wa7ed, kella wa7ed, kolo wa7ed, mali sho8l, mali raghba, ma li raghba, ma weddi bshay, mabi shay, ma abi shay, mabi shi, wsh elfayda, sho elfayda, shnu elfayda, shu lfayde, whatever`,
    ],
    [
      'boredom',
      1,
      `malal, mallana, malana, malan, mumil, momel, mumel, mmel, mumilla, 6afash, tafash, zahag, zaha2, '9ajar, ma 3ndi shay asawee, ma3ndi shay asawi, bored`,
    ],
    [
      'haste',
      1,
      `bsr3a, bser3a, bsor3a, bisor3a, bisir3a, besor3a, bsur3a, bisur3a, bsor3ah, b sor3a, bser3ah, saree3, saree3a, sari3, 3ajil, 3ajel, mista3jila, mista3jla, mesta3jla, mesta3jela, mesta3jel, mista3jil, mst3jl, mst3jla, mosta3jela, must3jla, mesta3jle, ista3jil, ista3jili, esta3jel, 3ajjil, 3ajjli, 3ajil 3ad, tharoori, '9aroori, daroori, '9arori, '6aroori, darouri, durori, tharouri, fawran, 7alan, 7aalan, al7een al7een, el7een el7een, al2an, al2aan, alaan, 3ala 6ool, 3ala tool, 3ala toul, met2akhra, mit2a5ra, mit2akhra, met2a5er, mt25ra, mt25r, mt2a5ra, ta2akhart, ta2a5art, t25rt, mafi wagt, ma fee wagt, ma fi wa2t, mafee wa8t, ma 3ndi wagt, ma3ndi wagt, ma 3indi wagt, ma 3ndi wa2t, elwagt thayeg, elwagt '9ayeg, ba3d sa3a, b3d sa3a, ba3ad sa3a, ba3d nos sa3a, ba3d nu9 sa3a, b3d n9 sa3a, ba3ad nu9 sa3a, 5ilal sa3a, khilal sa3a, khelal nos sa3a, ba3d 10 d8ayeg, ba3d 10 daqayeq, ba3d 5 dagayeg, ba3d sa3tain, bagi sa3a, ba8i sa3a, bagi nu9 sa3a, baqi sa3a, ba2i sa3a, bagi 10 dagayeg, ba8i 10 d8ayeg, 3ndi sa3a, 3ndi nu9 sa3a, 3ndi nos sa3a, beysaker, bysaker, beysakker, beysakroon, ysaker elmall, elmall beysaker, el mall beysakker, gabl la ysaker, gabl ma ysaker, gabl ma ysakkir, abel ma ysakker, eltaxi, yentathrooni, yanti'6rooni, yenta'6roni, yetrayooni, yitrayoni, yistannouni, yalla bsr3a, yalla bsor3a, yalla bser3a, abeeh al7een, abih al7een, abeeh el7een, abghah al7een, ab8ah al7een, abeeha al7een, lazim al7een, lazem al7een, lazem el7een, a5er la7'6a, akher la7tha, asap, urgent, quick`,
    ],
    [
      'deadline',
      1,
      `elyoom, alyoom, elyom, alyoum, el yom, lyoom, ellaila, ellela, alleila, hallaila, hal laila, bacher, baacher, baker, bukra, bokra, bukrah, bokrah, bkra, ba3d bukra, b3d bacher, el3a9er, el3aser, el9ob7, hal2isboo3, halosboo3, weekend, al7een, el7een, al7en, hal7een, halla2, hala2, dilwa2ti, tonight, today, tomorrow, eljem3a, eljom3a`,
    ],
    [
      'want',
      1,
      `abi, aby, abee, abgha, ab8a, ab'3a, ab3'a, abghi, aba, areed, ureed, oreed, nabi, nabgha, wedi, widdi, wdi, bedi, beddi, baddi, bidi, 3ayza, 3ayez, 3awza, 3awez, a7taj, me7taja, mi7taja, m7taja, me7taj, mi7taj, m7taj, me7tag, me7taga, lazim, lazem, lazmni, adawir, adawer, adawwer, dawerli, dawirli, dawrili, dawri, abhath, 36ni, 36eeni, 36eni, 3teeni, 3tini, warrini, warini, warreni, wareeni, farjeeni, farjini, e8tere7, egtere7, igtari7, iqtere7i, sa3edni, sa3ideeni, sa3deeni, sa3dini, 6al3eeli, 6al3ili, tal3ili`,
    ],
    [
      'leisure',
      1,
      `mo mista3jila, mo mesta3jla, mub mista3jila, mub mesta3jla, mub mst3jla, mo mst3jla, mish mesta3jle, mesh mesta3gela, mo mesta3jel, mub mista3jil, mani mesta3jla, mani mista3jil, la testa3jil, la testa3jel, la tista3jileen, mo '9aroori, mo tharoori, mub tharoori, mub daroori, mish daroori, mo daroori, 3ala mahlek, 3ala mahlech, 3ala mahlak, 3ala rawag, 3ala rwag, 5ith wagtek, khith wagtik, khidi wa2tik, 5ithi ra7tich, 5ethi ra7tek, 3ndi wagt, 3indi wagt, 3ndi wa8t, 3ndi wa2t, fee wagt, fi wagt, fi wa2t, bas ashoof, bas ashof, bass ashoof, bas 3am shoof, ashoof bas, ashof bas, ga3da ashoof, ga3ed ashoof, gaa3da ashoof, atfarraj, atfaraj, bas atfarraj, bas atfaraj, atfarag, bas batfarag, bas 3am betfarraj, atmasha, atmashsha, atmasha bas, bas fo'9ool, fudool bas, bas fathool, ba3dain, ba3deen, b3deen, b3dain, ay wagt, ay wa2t, mita ma kan, elshahar eljay, elshaher eljay, shahr eljay, elsana eljaya, mafi 3ajala, ma fi 3ajala, mafi 3ajle, ma fee 3ajala, a5th fekra, akhith fikra, 3al hadi, 3a elhadi, just looking, just browsing, no rush`,
    ],
    [
      'swear',
      1,
      `yel3an*, yil3an*, yl3an*, la3na, la3nat, tabban, tuff, tfooo, 6eez, teez, kos*, kuss*, allah ya5eth*, allah yakhith*, allah yel3an*, allah yl3an*, yen3al*, fuck*, shit*, damn, wtf`,
    ],
    [
      'surprise',
      1,
      `ya ilahi, ya elahi, ya allah, yallah!, ma3goola, ma3gola, ma38oola, ma32oule, ma32ool, ma a9adeg, ma asaddig, ma a9adig, mo m9adga, mub m9adga, mub msadga, mo msadga, mish msad2a, ma9dooma, masdooma, ma9doom, masdoum, in9adamt, insadamt, 9adma, sadma, wallah, wallahi, walla, omg, ya rabbi, yarabi, ya rabi`,
    ],
    [
      'irony',
      1,
      `ee 9a7, eeh 9a7, ee sa7, eh sa7, ee hayyen, hayyin, shukran 3ala wala shay, shukran 3ala la shay, shukran 3ala wala shi, hatha elly na8e9ni, hatha elly nagisni, hatha elli nagesni, hada li na2esni, hatha elly kan na8e9, kamalat, kemlat, kimlat, men zaina, min zainah, mn zeenha, min 7alata, min 7alatah, ya thaki, ya zaki, a7eb alintithar, a7ib elantithar, a7eb anti'6ir, a7ib antathir, b7eb estanna, ya salam 3alaik, ya salam 3alaikum, la ya shaikh, la yashaikh, la ya sheikh, ya 3aini 3alaikum, bravo 3alaikum, mashallah 3alaikum, 6ab3an 6ab3an, tab3an tab3an, akeed akeed, yeah right`,
    ],
    [
      'irony',
      0.5,
      `ee akeed, eeh akeed, eh akeed, ee 6ab3an, ya salam sallem, mashkooreen ma gasartaw, ma gasartaw, ma gasarto, ma qasarto, ma gassartaw, bravo 3alaik, bravo 3aleik, 5osh 5idma, khosh khidma, khosh 5edma, 5oosh 5edma, 7elwa hathi, 7ilwa hathi, la wallah, ya 3aini, 3ab8ari, 3abqari, 3abagra, kal3ada, kel3ada, kil3ada, mithil el3ada, mthl el3ada, zay el3ada, wayed mufeed, wayed mofeed, sa3adtni wayed, so helpful, just great, great, perfect timing`,
    ],
  ],
  negators: `ma, mo, mu, mub, mb, mob, mahu, mish, mesh, mush, mosh, msh, la, lam, lan, laysa, lais, ghair, ghayr, '3air, bdoon, bedoon, bidoon, bidon, bala, wala, mani, mafi, mafee, mako, maku, abad, abadan, not, no`,
  transparent: `kan, kanat, kent, jiddan, wayed, wayd, wajed, marra, mara, kteer, ktir, hatha, hathi, hada, hay, hu, hi, ana, enta, enti, yekoon, tkoon, shay, shi, ashoof, a7es, a7s, 7assa, 7ases, ash3or, agool, a'6en, 9ert, sert, 3ad, wallah, tara, ba3ad, fee, 3ala, ay, kil, kol, hnak`,
  intensifiers: `jiddan, jidan, giddan, jeddan, jdn, wayed, wayd, wayid, waayed, wayeed, wajed, wajid, marra, mara, mrra, marrra, kteer, ktir, ktiir, kethir, ketheer, awi, awy, 2awi, gawi, kilish, killish, kellesh, 7ail, 7eil, hwai, moot, mooot, mout, fe3lan, fi3lan, 7aqeeqi, wallah, wallahi, walla, zood, bilmarra, bel marra, min galb, mn galb, mn galbi, tamaman, akthar, aktar, 9ij, 9idg, 9edg, sij, 3an jad, 3anjad, bzyada, ladarajat, bel7ail, bil7ail, 5ale9, khales, tara, so, very, really, super, too`,
  softeners: `shway, shwai, shwayya, shwaya, shwy, shwayeh, chway, galeelan, naw3an ma, ya3ni, yani, ta8reeban, taqreeban, no9 no9, nos nos, a bit, kinda`,
  requests: `abi, aby, abgha, ab8a, ab'3a, ab3'a, aba, areed, ureed, nabi, nabgha, wedi, widdi, bedi, beddi, baddi, 3ayza, 3ayez, a7taj, me7taja, mi7taja, mi7taj, lazim, lazem, adawir, adawer, dawerli, dawirli, 36ni, 36eni, 3teeni, 3tini, warini, wareeni, warrini, farjini, 3ndkum, 3indkum, 3andkom, ashtri, ashteri, sa3edni, sa3deeni, need, want, looking, find, show`,
  contrasts: `bas, bs, bass, lakin, laken, walaken, wlakin, but`,
  conditions: `itha, etha, eza, iza, law, lo, 3shan, 3ashan, 3lshan, 3alashan, yekoon, ykoon, tkoon, hal, a6la3, atla3, if`,
  ironyCues: `bas, ya3ni, 6ab3an, tab3an, akeed, kal3ada, kel3ada, wallah, ya salam, shukran, mashkoor, mashkooreen, mumtaz, raw3a, 7elo, wayed, khosh, 5osh, ee, eeh, bravo, mashallah, tamam, great, perfect, nice, marra thanya`,
  fillers: `ok, okay, k, okey, na3am, ee, eeh, eh, aywa, aiwa, ewa, heh, la, la2, laa, tamam, 6ayeb, tayeb, tayyib, zain, zen, 7asanan, mashi, mashy, 5ala9, khalas, 3adi, 3ady, yalla, yallah, hala, mar7aba, hi, hello, hey, salam, ahlan, mm, mmm, hmm, emm, em, ummm, umm, fahamt, wa'97, ghairah, ghaira, ghair, elthani, elly ba3da, thani, thanya, tani, kaman, ba3ad, kammel, kamil, kemel, elawwal, hatha, hathi, w, aw, sho, wsh, shu, law sama7t, lw sm7t, please, plz, bye, khalis, na, yes, no, 7abibi, habibi, 7abibti, habibti`,
  mishaps: `marra thanya, mara tanya, ta25eer, ta2kheer, met2akher, ilgha2, algho, 5arban, kharban, 5erab, enkasar, antather, antithar, intithar, 6aboor, taboor, za7ma, zahma, 5la9, khallas, ghala6, ghalat, 5a6a2, ma6ar, matar, tha3, '9a3, da3, msakker, msaker, mughlaq, m3alleg, fa'9i, fatora, mo5alafa, ma, mo, mub, mish, mesh, la, wala, bedoon, sa3a, sa3tain, sa3at, la7een, lel7een, thalith, 5amis, nafs, na8e9ni, nagisni, inshag, 6a7, again, late, wait, waiting, sold`,
};
