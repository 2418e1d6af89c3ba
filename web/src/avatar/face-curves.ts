import type { AvatarPose } from './avatar-machine.ts';
import { mixFeatures, moveGesture } from './face-features.ts';
import type { Features } from './face-features.ts';
import { clamp, pointOf, smoothStep, toPath } from './path.ts';
import type { Point } from './path.ts';

/** The drawing of one frame: path data for each stroke, in the box `FACE_BOX`. */
export interface FaceDrawing {
  /** The one line: from the left edge over shoulder, hair, face and neck to the right edge. */
  readonly line: string;
  readonly neck: string;
  readonly strand: string;
  readonly earring: { readonly x: number; readonly y: number };
  readonly browAndNose: string;
  readonly farBrow: string;
  readonly lids: string;
  readonly lashes: string;
  readonly lowerLids: string;
  readonly eyes: readonly { readonly x: number; readonly y: number; readonly rx: number; readonly ry: number }[];
  readonly lipLine: string;
  readonly lips: string;
  readonly cheeks: readonly { readonly x: number; readonly y: number }[];
  readonly blush: number;
  /** Empty while no hand is up. */
  readonly hand: string;
}

/** Width and height of the drawing; the line runs out of it on both sides. */
export const FACE_BOX = { width: 360, topY: 38, height: 292 } as const;

/** Outer line as points of cubic curves: a start, then two handles and an end each. */
// prettier-ignore
const LINE: readonly Point[] = [
  [-2400, 286], [-900, 286], [-300, 286], [8, 286],
  [44, 286], [58, 276], [76, 262],
  [92, 250], [112, 248], [122, 236],
  [136, 219], [109, 190], [108, 150],
  [107, 96], [136, 56], [184, 56],
  [230, 56], [258, 94], [256, 146],
  [255, 180], [236, 204], [252, 236],
  [262, 256], [232, 250], [228, 224],
  [224, 200], [232, 178], [231, 150],
  [229, 118], [214, 98], [190, 88],
  [176, 112], [152, 114], [143, 134],
  [138, 146], [139, 160], [143, 172],
  [150, 192], [166, 209], [184, 209],
  [202, 209], [219, 194], [227, 168],
  [221, 190], [208, 204], [208, 222],
  [209, 240], [236, 246], [262, 252],
  [292, 259], [300, 286], [336, 286],
  [700, 286], [1800, 286], [2800, 286],
];
// prettier-ignore
const NECK: readonly Point[] = [
  [161, 203], [162, 216], [163, 230], [146, 242],
  [128, 256], [150, 276], [182, 277],
  [212, 278], [236, 266], [244, 251],
];
// prettier-ignore
const STRAND: readonly Point[] = [[176, 64], [142, 70], [122, 104], [124, 144], [126, 172], [138, 190], [136, 216]];
// prettier-ignore
const HAND: readonly Point[] = [
  [-15, 96], [-14, 66], [-20, 52], [-19, 40], [-18, 30], [-17, 16], [-15, 4], [-14, -3], [-8, -3], [-7, 4],
  [-6, 14], [-6, 22], [-5, 30], [-5, 16], [-5, 4], [-3, -8], [-2, -14], [4, -14], [5, -8],
  [6, 6], [6, 18], [6, 29], [8, 18], [9, 6], [11, -3], [12, -9], [18, -8], [18, -2], [18, 12], [17, 22], [16, 33],
  [20, 26], [23, 20], [26, 14], [28, 8], [34, 11], [32, 17], [28, 32], [28, 50], [18, 62], [12, 72], [14, 84], [14, 96],
];

const EYES = { near: { x: 164, y: 143 }, far: { x: 207, y: 143 }, halfWidth: 11.5, height: 6.2 } as const;
const MOUTH = { x: 185, y: 182, halfWidth: 14 } as const;

/** Draws a pose. Pure: the same pose is the same drawing. */
export function drawFace(pose: AvatarPose): FaceDrawing {
  const features = mixFeatures(pose.weights);
  const motion = moveGesture(pose.gesture);
  const thinking = pose.thinking;
  const bend = makeBend({
    tilt:
      features.tilt * 0.6 +
      motion.tilt +
      2.5 * thinking +
      3 * pose.listening +
      3.5 * pose.invite +
      pose.idle.headTurn * 0.5,
    lift: pose.idle.breath * 0.5 - motion.nod - 2 * pose.listening + 5 * pose.looking,
    sway: pose.idle.sway,
    shoulders: pose.idle.breath * 0.8 + motion.shoulders + pose.idle.shoulder * 0.4,
  });
  const turn = pose.idle.headTurn * 1.1 + motion.turn + 3 * thinking;
  const drop = 4 * pose.looking - 2 * thinking;
  const onFace = (x: number, y: number): Point => bend([x + turn, y + drop]);
  const smile = features.smile + motion.smile + (pose.warmth > 0.7 ? (pose.warmth - 0.7) * 0.5 : 0);
  const brow = {
    ...features,
    browInner: features.browInner + motion.brow - Math.max(0, pose.tension - 0.5) * 0.8,
    browOuter: features.browOuter + motion.brow,
  };
  return {
    line: toPath(LINE.map(bend)),
    neck: toPath(NECK.map(bend)),
    strand: toPath(STRAND.map(bend)),
    earring: pointOf(bend([222, 190])),
    ...drawBrows(brow, onFace),
    ...drawEyes(pose, features, motion.eyes, onFace),
    ...drawMouth(pose, smile, features.parted, onFace),
    cheeks: [pointOf(onFace(153, 166)), pointOf(onFace(215, 166))],
    blush: Math.max(0, pose.warmth - 0.45) * 0.3,
    hand: drawHand(motion.hand),
  };
}

/** Moves a point with head and shoulders: all above the chin turns with the head, the shoulders only breathe. */
function makeBend(move: {
  readonly tilt: number;
  readonly lift: number;
  readonly sway: number;
  readonly shoulders: number;
}): (point: Point) => Point {
  const angle = (move.tilt * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  return ([x, y]) => {
    const head = smoothStep(262, 196, y);
    const body = smoothStep(286, 262, y) * (1 - head);
    const [dx, dy] = [x - 184, y - 236];
    const turned: Point = [184 + dx * cos - dy * sin + move.sway, 236 + dx * sin + dy * cos - move.lift];
    return [x + (turned[0] - x) * head, y + (turned[1] - y) * head - move.shoulders * body];
  };
}

function drawBrows(
  features: Features,
  onFace: (x: number, y: number) => Point,
): Pick<FaceDrawing, 'browAndNose' | 'farBrow'> {
  const [inner, outer, one] = [features.browInner * 6, features.browOuter * 5, features.browOne * 6];
  const near = [onFace(149, 129 - outer), onFace(156, 122 - outer), onFace(166, 122 - inner), onFace(175, 128 - inner)];
  const nose = [
    onFace(179, 140),
    onFace(178, 150),
    onFace(177, 160),
    onFace(176, 168),
    onFace(182, 169),
    onFace(189, 167),
  ];
  const far = [
    onFace(195, 128 - inner - one * 0.6),
    onFace(203, 121 - inner * 0.6 - one),
    onFace(213, 121 - outer - one),
    onFace(221, 128 - outer - one * 0.6),
  ];
  return { browAndNose: toPath([...near, ...nose]), farBrow: toPath(far) };
}

function drawEyes(
  pose: AvatarPose,
  features: Features,
  squint: number,
  onFace: (x: number, y: number) => Point,
): Pick<FaceDrawing, 'lids' | 'lashes' | 'lowerLids' | 'eyes'> {
  const narrowed = 1 - 0.17 * pose.thinking + 0.05 * pose.listening - 0.18 * pose.looking;
  const open = Math.max(0, (features.lid + squint) * narrowed * (1 - pose.idle.blink));
  const attentive = 1 - pose.listening;
  const gazeX = clamp((features.gazeX * (1 - pose.looking) + pose.idle.gazeX * 0.4) * attentive + 0.75 * pose.thinking);
  const gazeY = clamp(
    (features.gazeY * (1 - pose.looking) + pose.idle.gazeY * 0.4) * attentive -
      0.8 * pose.thinking +
      0.9 * pose.looking,
  );
  const cheek = features.cheek * 2.6;
  const strokes = [EYES.near, EYES.far].map((eye, index) => {
    const side = index === 0 ? -1 : 1;
    const top = eye.y - EYES.height * open;
    const inner = onFace(eye.x - side * EYES.halfWidth, eye.y + 1.5);
    const outer = onFace(eye.x + side * EYES.halfWidth, eye.y - 0.5);
    const bottom = eye.y + 3.6 - cheek;
    return {
      lid: toPath([inner, onFace(eye.x - side * 6, top - 2), onFace(eye.x + side * 6, top - 2), outer]),
      lash: toPath([
        outer,
        onFace(eye.x + side * 13, eye.y - 1),
        onFace(eye.x + side * 15, eye.y - 2.5),
        onFace(eye.x + side * 16.5, eye.y - 4.5 * Math.max(0.2, open)),
      ]),
      lower: toPath([
        onFace(eye.x - side * 5, bottom),
        onFace(eye.x, bottom + 1.2),
        onFace(eye.x + side * 5, bottom + 0.8),
        onFace(eye.x + side * 9, bottom - 1.4),
      ]),
    };
  });
  const eyes = [EYES.near, EYES.far].map((eye) => {
    const [x, y] = onFace(eye.x + gazeX * 4.2, eye.y - 1 + gazeY * 2.6);
    return { x, y, rx: 4.1, ry: Math.min(4.4, Math.max(0.01, 5 * open)) };
  });
  return {
    lids: strokes.map((each) => each.lid).join(''),
    lashes: strokes.map((each) => each.lash).join(''),
    lowerLids: strokes.map((each) => each.lower).join(''),
    eyes,
  };
}

function drawMouth(
  pose: AvatarPose,
  smile: number,
  parted: number,
  onFace: (x: number, y: number) => Point,
): Pick<FaceDrawing, 'lipLine' | 'lips'> {
  const isSpeaking = pose.listenState === 'speaking';
  const shape = pose.viseme === 0 ? { open: 0.7, wide: 0.05, round: 0 } : pose.mouth;
  const spoken = isSpeaking ? pose.level * (0.35 + shape.open) : 0;
  const open = (parted * (isSpeaking ? 0.4 : 1) * 5 + spoken * 9) * (1 - 0.6 * pose.thinking);
  const half =
    MOUTH.halfWidth * (1 + 0.16 * Math.max(0, smile) + (isSpeaking ? 0.2 * shape.wide - 0.25 * shape.round : 0));
  const corner = MOUTH.y - 4.6 * smile * (1 - 0.6 * pose.thinking);
  const breath = pose.idle.breath * 0.05;
  const left = onFace(MOUTH.x - half, corner);
  const right = onFace(MOUTH.x + half, corner);
  const upper = MOUTH.y - open * 0.25 + 1.2 * Math.max(0, smile) + breath;
  const lower = MOUTH.y + open + 1.6 * Math.max(0, smile) + breath;
  const [x, lineY] = [MOUTH.x, upper];
  const lipLine = toPath([
    left,
    onFace(x - half * 0.55, lineY + 0.6),
    onFace(x - 4, lineY - 0.8),
    onFace(x, lineY + 0.4),
    onFace(x + 4, lineY - 0.8),
    onFace(x + half * 0.55, lineY + 0.6),
    right,
  ]);
  const lips = `${toPath([
    left,
    onFace(x - half * 0.6, upper - 2.8),
    onFace(x - 5, upper - 4.8),
    onFace(x, upper - 2.8),
    onFace(x + 5, upper - 4.8),
    onFace(x + half * 0.6, upper - 2.8),
    right,
    onFace(x + half * 0.5, lower + 5),
    onFace(x + 5, lower + 5.8),
    onFace(x, lower + 5.8),
    onFace(x - 5, lower + 5.8),
    onFace(x - half * 0.5, lower + 5),
    left,
  ])}Z${open > 0.6 ? mouthHole(left, right, x, half, upper, lower, onFace) : ''}`;
  return { lipLine, lips };
}

/** The dark between open lips, cut out of them by the even-odd rule. */
function mouthHole(
  left: Point,
  right: Point,
  x: number,
  half: number,
  upper: number,
  lower: number,
  onFace: (x: number, y: number) => Point,
): string {
  return `${toPath([
    left,
    onFace(x - half * 0.5, upper + 0.4),
    onFace(x - 4, upper - 0.6),
    onFace(x, upper + 0.4),
    onFace(x + 4, upper - 0.6),
    onFace(x + half * 0.5, upper + 0.4),
    right,
    onFace(x + half * 0.5, lower + 0.6),
    onFace(x + 4, lower + 1),
    onFace(x, lower + 1),
    onFace(x - 4, lower + 1),
    onFace(x - half * 0.5, lower + 0.6),
    left,
  ])}Z`;
}

function drawHand(
  hand: { readonly rise: number; readonly x: number; readonly turn: number } | null,
): FaceDrawing['hand'] {
  if (!hand) return '';
  const angle = (hand.turn * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const baseY = 352 - 124 * hand.rise;
  const points = HAND.map(([x, y]): Point => [
    hand.x + x * 0.8 * cos - (y - 60) * 0.8 * sin,
    baseY + x * 0.8 * sin + (y - 60) * 0.8 * cos + 40,
  ]);
  return toPath(points);
}
