/** Has a function called for every event of some types, those that come often a little later. */
export type Listen = <Type extends keyof Handlers>(
  types: readonly Type[],
  handle: (event: WindowEventMap[Type]) => void,
) => void;

type Handlers = { readonly [Type in Observed]: ((event: WindowEventMap[Type]) => void)[] };
type Observed = keyof ReturnType<typeof noHandlers>;

/** Several seconds of a hand that never rests. Until they are looked at, events keep what they happened to in memory. */
const WAITING_MAX = 256;

/**
 * Listens on the window before the page's own handlers can stop an event, passively, and keeps what goes wrong in a
 * handler out of the page.
 *
 * Costs the page little: however many ask for a type, the browser calls once for each event, and of a move or a scroll that
 * call only keeps the event. Many are then looked at in one go, by code that is warm: before the pointer's next press, so that
 * what it did stays in order, when `WAITING_MAX` wait, or with `lookAtWaiting`. The browser itself gives one move a frame,
 * however fast a mouse reports.
 */
export function createListening(signal: AbortSignal) {
  const handlers: Handlers = noHandlers();
  const looks: (() => void)[] = [];

  function lookAtWaiting(): void {
    for (const look of looks) look();
  }

  function add<Type extends Observed>(type: Type, handle: (event: WindowEventMap[Type]) => void): void {
    const all: ((event: WindowEventMap[Type]) => void)[] = handlers[type];
    if (all.push(handle) > 1) return;
    function look(event: WindowEventMap[Type]): void {
      for (const each of all) callSafely(each, event);
    }
    if (!OFTEN.includes(type)) {
      const inTurn = type.startsWith("pointer");
      observe(type, (event) => {
        if (inTurn) lookAtWaiting();
        look(event);
      });
      return;
    }
    const waiting: WindowEventMap[Type][] = [];
    looks.push(() => waiting.splice(0).forEach(look));
    observe(type, (event) => {
      if (waiting.push(event) === WAITING_MAX) lookAtWaiting();
    });
  }

  function observe<Type extends Observed>(type: Type, handle: (event: WindowEventMap[Type]) => void): void {
    addEventListener(type, handle, { capture: true, passive: true, signal });
  }

  const listen: Listen = (types, handle) => {
    for (const type of types) add(type, handle);
  };
  return { listen, lookAtWaiting };
}

const OFTEN: readonly string[] = ["pointermove", "scroll"];

function noHandlers() {
  return {
    blur: [],
    compositionend: [],
    compositionstart: [],
    focusin: [],
    input: [],
    keydown: [],
    keyup: [],
    pointercancel: [],
    pointerdown: [],
    pointermove: [],
    pointerup: [],
    scroll: [],
  };
}

function callSafely<Event>(handle: (event: Event) => void, event: Event): void {
  try {
    handle(event);
  } catch {
    // An observation that fails must not be the page's problem.
  }
}
