import type { ReactNode } from 'react';

function Icon(props: { readonly children: ReactNode; readonly mirrored?: boolean }): ReactNode {
  return (
    <svg
      className={props.mirrored ? 'icon icon-mirrored' : 'icon'}
      viewBox="0 0 24 24"
      width="22"
      height="22"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {props.children}
    </svg>
  );
}

/** The icons of the page, drawn with the same line as the avatar. */
export const SendIcon = (): ReactNode => (
  <Icon mirrored>
    <path d="M5 12h13M12.5 6.5 18.5 12l-6 5.5" />
  </Icon>
);
export const MicrophoneIcon = (): ReactNode => (
  <Icon>
    <rect x="9" y="3.5" width="6" height="11" rx="3" />
    <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
  </Icon>
);
export const VoiceOnIcon = (): ReactNode => (
  <Icon>
    <path d="M4.5 9.5v5h3.2L12 18.5v-13L7.7 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a7.6 7.6 0 0 1 0 11" />
  </Icon>
);
export const VoiceOffIcon = (): ReactNode => (
  <Icon>
    <path d="M4.5 9.5v5h3.2L12 18.5v-13L7.7 9.5zM16 9.5l5 5M21 9.5l-5 5" />
  </Icon>
);
export const MoonIcon = (): ReactNode => (
  <Icon>
    <path d="M19.5 14.2A7.8 7.8 0 0 1 9.8 4.5a7.8 7.8 0 1 0 9.7 9.7z" />
  </Icon>
);
export const SunIcon = (): ReactNode => (
  <Icon>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4" />
  </Icon>
);
export const MemoryIcon = (): ReactNode => (
  <Icon>
    <path d="M6 4.5h12v15.2l-6-3.9-6 3.9zM9.5 9h5" />
  </Icon>
);
export const MoreIcon = (): ReactNode => (
  <Icon>
    <path d="M6 12h.01M12 12h.01M18 12h.01" />
  </Icon>
);
export const CloseIcon = (): ReactNode => (
  <Icon>
    <path d="M6 6l12 12M18 6 6 18" />
  </Icon>
);
export const StopIcon = (): ReactNode => (
  <Icon>
    <rect x="7" y="7" width="10" height="10" rx="2" />
  </Icon>
);
export const ChevronIcon = (): ReactNode => (
  <Icon mirrored>
    <path d="M9.5 5.5 16 12l-6.5 6.5" />
  </Icon>
);
export const PinIcon = (): ReactNode => (
  <Icon>
    <path d="M12 21s6.5-6.2 6.5-11A6.5 6.5 0 0 0 5.5 10c0 4.8 6.5 11 6.5 11z" />
    <circle cx="12" cy="10" r="2.2" />
  </Icon>
);
