/**
 * Listens on the window before the page's own handlers can stop an event, passively, and keeps what goes wrong in a
 * handler out of the page.
 */
export function listen<Type extends keyof WindowEventMap>(
  types: readonly Type[],
  signal: AbortSignal,
  handle: (event: WindowEventMap[Type]) => void,
): void {
  for (const type of types) {
    addEventListener(
      type,
      (event) => {
        try {
          handle(event);
        } catch {
          // An observation that fails must not be the page's problem.
        }
      },
      { capture: true, passive: true, signal },
    );
  }
}
