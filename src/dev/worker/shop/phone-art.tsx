/** A drawing of the phone: its back, half behind its front. Decoration, so it is hidden from screen readers. */
export const PhoneArt = () => (
  <svg class="phone" viewBox="0 0 220 260" aria-hidden="true">
    <defs>
      <linearGradient id="sky" x1="0" y1="0" x2="0.5" y2="1">
        <stop offset="0" class="phone-sky-1" />
        <stop offset="0.55" class="phone-sky-2" />
        <stop offset="1" class="phone-sky-3" />
      </linearGradient>
      <linearGradient id="shell" x1="0" y1="0" x2="1" y2="1">
        <stop offset="0" class="phone-shell-1" />
        <stop offset="1" class="phone-shell-2" />
      </linearGradient>
      <clipPath id="screen">
        <rect x="84" y="32" width="108" height="216" rx="16" />
      </clipPath>
    </defs>
    <rect x="24" y="10" width="118" height="226" rx="22" fill="url(#shell)" />
    <rect x="36" y="22" width="42" height="64" rx="16" class="phone-island" />
    <circle cx="57" cy="41" r="11" class="phone-lens" />
    <circle cx="57" cy="67" r="11" class="phone-lens" />
    <circle cx="57" cy="41" r="4.5" class="phone-glass" />
    <circle cx="57" cy="67" r="4.5" class="phone-glass" />
    <rect x="78" y="26" width="120" height="228" rx="22" class="phone-frame" />
    <g clip-path="url(#screen)">
      <rect x="84" y="32" width="108" height="216" fill="url(#sky)" />
      <path class="phone-light" d="M84 150c22-34 38-42 56-32s32-6 52-40v60c-24 30-36 34-56 26s-34 6-52 32z" />
      <path class="phone-light-soft" d="M84 186c24-22 40-26 58-18s30-4 50-30v40c-22 22-34 24-54 18s-34 2-54 22z" />
      <path class="phone-hill" d="M84 224c20-14 38-16 56-8s34 4 52-8v40H84z" />
    </g>
    <rect x="124" y="39" width="28" height="8" rx="4" class="phone-frame" />
  </svg>
);
