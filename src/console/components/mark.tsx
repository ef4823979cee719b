/** The project's mark; its name stands beside it as text, so it is hidden from screen readers. */
export const Mark = () => (
  <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
    <rect class="mark-ground" width="24" height="24" rx="6" />
    <path class="mark-figure" d="M6.5 12.5l3.6 3.6L17.5 8" />
  </svg>
);
