const DAY_SECONDS = 86_400;

/** Time left as a clock counts it down: "4:58", "1:03:12", "2 days 03:12:10". Never below zero. */
export function countdown(leftMs: number): string {
  const total = Math.max(0, Math.ceil(leftMs / 1000));
  const days = Math.floor(total / DAY_SECONDS);
  const hours = Math.floor((total % DAY_SECONDS) / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const seconds = pad(total % 60);
  if (days > 0) return `${days} ${days === 1 ? "day" : "days"} ${pad(hours)}:${pad(minutes)}:${seconds}`;
  if (hours > 0) return `${hours}:${pad(minutes)}:${seconds}`;
  return `${minutes}:${seconds}`;
}

function pad(part: number): string {
  return String(part).padStart(2, "0");
}
