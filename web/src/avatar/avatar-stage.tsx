import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useObservable } from '../parts/use-observable.ts';
import { useWords } from '../words/use-words.tsx';
import type { VoiceStage } from '../voice/voice-stage.ts';
import { dominantOf } from './avatar-inputs.ts';
import type { AvatarDriver } from './avatar-driver.ts';
import type { AvatarPose } from './avatar-machine.ts';
import { drawFace, FACE_BOX } from './face-curves.ts';
import type { FaceDrawing } from './face-curves.ts';
import { StopIcon } from '../parts/icons.tsx';

type PathName =
  'line' | 'neck' | 'strand' | 'browAndNose' | 'farBrow' | 'lids' | 'lashes' | 'lowerLids' | 'lips' | 'lipLine';
const STROKES: readonly PathName[] = [
  'strand',
  'line',
  'neck',
  'browAndNose',
  'farBrow',
  'lids',
  'lashes',
  'lowerLids',
  'lips',
  'lipLine',
];

/** The drawing at the top of the page: it lives on its own frames, React draws it once. */
export function AvatarStage(props: { readonly driver: AvatarDriver; readonly voice: VoiceStage }): ReactNode {
  const { driver, voice } = props;
  const { words } = useWords();
  const svg = useRef<SVGSVGElement>(null);
  const state = useObservable(driver.listenState);
  const level = useObservable(driver.queryLevel);
  const speech = useObservable(voice.speech);
  useEffect(() => (svg.current ? animate(svg.current, driver) : undefined), [driver]);
  // What is spoken is captioned where it stands: in the answer, word by word in ink. Here only what thinking is about.
  const caption = state === 'thinking' && level > 1 ? words.stage.levels[Math.min(3, level) - 1] : '';
  return (
    <section className="stage" aria-label={words.stage.portrait}>
      <ColourField driver={driver} />
      <div className="stage-drawing" onPointerDown={() => driver.bargeIn()}>
        <svg
          ref={svg}
          className="avatar"
          viewBox={`0 ${FACE_BOX.topY} ${FACE_BOX.width} ${FACE_BOX.height - FACE_BOX.topY}`}
          role="img"
          aria-label={`UNDE ${words.stage.states[state]}`}
          data-state={state}
        >
          <clipPath id="above-line">
            <rect x="-40" y="-60" width="440" height="345" />
          </clipPath>
          <g className="avatar-face">
            <ellipse data-cheek="0" className="avatar-cheek" rx="12" ry="8" />
            <ellipse data-cheek="1" className="avatar-cheek" rx="12" ry="8" />
            {STROKES.map((name) => (
              <path key={name} data-stroke={name} className={`avatar-stroke avatar-${name}`} />
            ))}
            {[0, 1].map((index) => (
              <g key={index}>
                <ellipse data-eye={index} className="avatar-eye" />
                <ellipse data-pupil={index} className="avatar-pupil" />
              </g>
            ))}
            <circle data-earring="" className="avatar-earring" r="2.6" />
            <path data-stroke="hand" className="avatar-stroke avatar-hand" clipPath="url(#above-line)" />
          </g>
        </svg>
      </div>
      <p className="caption" aria-hidden="true" dir="auto">
        {caption}
      </p>
      {speech && (
        <button
          type="button"
          className="button-icon stage-stop"
          onClick={() => driver.bargeIn()}
          aria-label={words.stage.stop}
        >
          <StopIcon />
        </button>
      )}
    </section>
  );
}

/** The slow colour behind the drawing. */
function ColourField(props: { readonly driver: AvatarDriver }): ReactNode {
  const colour = useObservable(props.driver.colour);
  const field = useRef<HTMLDivElement>(null);
  useEffect(() => {
    field.current?.style.setProperty('--field-warmth', `${Math.round(colour.warmth * 100)}%`);
    field.current?.style.setProperty('--field-energy', String(0.35 + 0.65 * colour.energy));
  }, [colour]);
  return <div ref={field} className="field" aria-hidden="true" />;
}

/** Draws a pose every frame; with reduced motion only when the face changes, by a cross-fade. Returns the way to end. */
function animate(svg: SVGSVGElement, driver: AvatarDriver): () => void {
  const reduced = matchMedia('(prefers-reduced-motion: reduce)');
  const group = svg.querySelector('.avatar-face');
  let shown = '';
  let frame = requestAnimationFrame(function draw() {
    frame = requestAnimationFrame(draw);
    const pose = driver.frame();
    if (!reduced.matches) return paint(svg, drawFace(pose));
    const key = `${pose.listenState} ${dominantOf(pose.weights)}`;
    if (key === shown) return;
    shown = key;
    paint(svg, drawFace(hold(pose)));
    group?.classList.toggle('fade-a');
    group?.classList.toggle('fade-b', !group.classList.contains('fade-a'));
  });
  const onVisibility = (): void => driver.machine.setInactive(document.hidden);
  document.addEventListener('visibilitychange', onVisibility);
  return () => {
    cancelAnimationFrame(frame);
    document.removeEventListener('visibilitychange', onVisibility);
  };
}

/** The same pose at rest: no breath, no blink, no gesture, the blends at their ends. */
function hold(pose: AvatarPose): AvatarPose {
  const isOn = (state: AvatarPose['listenState']): number => (pose.listenState === state ? 1 : 0);
  const face = dominantOf(pose.weights);
  const weights = Object.fromEntries(
    Object.keys(pose.weights).map((name) => [name, name === face ? 1 : 0]),
  ) as AvatarPose['weights'];
  return {
    ...pose,
    weights,
    thinking: isOn('thinking'),
    listening: isOn('listening'),
    looking: 0,
    invite: 0,
    gesture: null,
    level: pose.listenState === 'speaking' ? 0.3 : 0,
    idle: { blink: 0, gazeX: 0, gazeY: 0, headTurn: 0, shoulder: 0, breath: 0, sway: 0 },
  };
}

function paint(svg: SVGSVGElement, face: FaceDrawing): void {
  for (const name of STROKES) svg.querySelector(`[data-stroke=${name}]`)?.setAttribute('d', face[name]);
  face.eyes.forEach((eye, index) => {
    place(svg.querySelector(`[data-eye="${index}"]`), { cx: eye.x, cy: eye.y, rx: eye.rx, ry: eye.ry });
    place(svg.querySelector(`[data-pupil="${index}"]`), {
      cx: eye.x,
      cy: eye.y,
      rx: eye.rx * 0.36,
      ry: Math.min(eye.ry, eye.rx * 0.36),
    });
  });
  face.cheeks.forEach((cheek, index) =>
    place(svg.querySelector(`[data-cheek="${index}"]`), { cx: cheek.x, cy: cheek.y, opacity: face.blush }),
  );
  place(svg.querySelector('[data-earring]'), { cx: face.earring.x, cy: face.earring.y });
  svg.querySelector('[data-stroke=hand]')?.setAttribute('d', face.hand);
}

function place(element: Element | null, values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) element?.setAttribute(name, value.toFixed(2));
}
