/** Words that say little about what a text is about; they count little. Folded. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `a an the and or but if then so to of in on at by for with from up out as is am are was were be been being do does did
  have has had i me my we our you your he she it its they them this that these those what which who how when where why
  not no can could will would should just very too also there here s t re ve ll d m u please hi hello hey ok okay
  и в во на с со к ко по за из от до о об у а но или не ни да же бы ли то это этот эта эти тот та те я мы ты вы он она
  оно они мне меня мой моя мое мои тебе тебя твой нам нас наш вам вас ваш его ее их что чтобы как так где когда какой
  какая какие кто есть был была было были быть уже еще очень тоже только вот ну для при без ок привет пожалуйста
  في من علي الي عن مع هذا هذه ذلك تلك هو هي هم انا نحن انت انتي كان كانت يكون ما ماذا لا نعم او ثم قد لقد كل بعض عند
  بعد قبل جدا ايضا يا و ف ب ل اللي شو وش ليش كيف وين متي مرحبا`.split(/\s+/u),
);
