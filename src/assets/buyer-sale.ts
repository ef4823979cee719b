import { readKept, writeKept } from "./buyer/kept.ts";
import { showLocalMoments } from "./shared/local-moments.ts";

const TICK_MS = 1000;
/** The page is asked again so often, spread so that not all pages ask at once, and at once when somebody comes back to it. */
const LOOK_MS = 10_000;
const LOOK_SPREAD_MS = 5000;
/** A screen reader hears of a change at most so often, unless it is one's turn. */
const HEARD_EVERY_MS = 60_000;
/** Of a look, on a slow connection. */
const PATIENCE_MS = 20_000;

/** A look at the page by a press or by itself, with the receipt that it asks about. */
type Look = { readonly asked: string | undefined; readonly isPressed: boolean };

/** Keeps the page true: the server renders every word of it, and its parts are put in place of the old ones. */
class BuyerPage {
  readonly #main: HTMLElement;
  readonly #keptName: string;
  #clock: () => number;
  #lookAtMs = performance.now() + nextLookMs();
  #heardAtMs = Number.NEGATIVE_INFINITY;
  #looking: AbortController | undefined;
  /** Where the browser keeps nothing, for as long as the page is open. */
  #asked: string | undefined;

  constructor(main: HTMLElement) {
    this.#main = main;
    this.#keptName = `receipt:${main.dataset.sale ?? ""}`;
    this.#clock = clockOf(main);
  }

  start(): void {
    this.#prepare(this.#main);
    this.#showForget();
    this.#main.addEventListener("submit", (event) => {
      // A turn is given up by the form alone, with or without script.
      if (!(event.target instanceof Element) || !event.target.matches("[data-ask]")) return;
      event.preventDefault();
      const field = this.#main.querySelector<HTMLTextAreaElement>("textarea[name=receipt]");
      void this.#look({ asked: field?.value.trim(), isPressed: true });
    });
    this.#main.addEventListener("click", (event) => {
      if (!(event.target instanceof Element) || event.target.closest("[data-forget]") === null) return;
      writeKept(this.#keptName, undefined);
      location.reload();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.#lookBySelf();
    });
    setInterval(() => {
      this.#tick();
      if (performance.now() >= this.#lookAtMs && document.visibilityState === "visible") this.#lookBySelf();
    }, TICK_MS);
    this.#tick();
    if (this.#receipt() !== undefined) this.#lookBySelf();
  }

  #receipt(): string | undefined {
    return readKept(this.#keptName) ?? this.#asked;
  }

  #lookBySelf(): void {
    if (this.#looking === undefined) void this.#look({ asked: this.#receipt(), isPressed: false });
  }

  #prepare(root: HTMLElement): void {
    for (const element of root.querySelectorAll<HTMLElement>("[data-without-script]")) element.hidden = true;
    showLocalMoments(root);
  }

  /** Asks for the page as it is now, with the receipt in the body where there is one. A press goes before a look by itself. */
  async #look({ asked, isPressed }: Look): Promise<void> {
    this.#looking?.abort();
    const looking = new AbortController();
    this.#looking = looking;
    this.#lookAtMs = performance.now() + nextLookMs();
    const patience = setTimeout(() => looking.abort(), PATIENCE_MS);
    const page = await pageNow(asked, looking.signal);
    clearTimeout(patience);
    if (this.#looking !== looking) return;
    this.#looking = undefined;
    if (page !== undefined) {
      if (asked !== undefined && page.querySelector("[data-status]") !== null) this.#keep(asked);
      this.#put(page, isPressed);
    }
    // What is shown is still true as of then, and the next look tries again: only who pressed waits for an answer.
    if (isPressed) this.#main.querySelector("[data-failed]")?.toggleAttribute("hidden", page !== undefined);
  }

  #keep(receipt: string): void {
    this.#asked = receipt;
    writeKept(this.#keptName, receipt);
  }

  /** A part in which a buyer writes stays as it is, unless it is the answer to what was written. */
  #put(page: Document, isPressed: boolean): void {
    const before = this.#words();
    for (const part of page.querySelectorAll<HTMLElement>("[data-part]")) {
      const old = this.#main.querySelector<HTMLElement>(`[data-part="${part.dataset.part}"]`);
      const focused = old?.contains(document.activeElement) ? document.activeElement : null;
      if (old === null || (!isPressed && (focused !== null || this.#hasDraft(old)))) continue;
      this.#prepare(part);
      old.replaceWith(document.adoptNode(part));
      if (focused !== null && focused.id !== "") document.getElementById(focused.id)?.focus();
    }
    this.#clock = clockOf(this.#main);
    const pollMs = Number(this.#main.querySelector<HTMLElement>("[data-poll-ms]")?.dataset.pollMs);
    if (pollMs > 0) this.#lookAtMs = performance.now() + pollMs + Math.random() * LOOK_SPREAD_MS;
    this.#showForget();
    this.#tick();
    if (this.#words() !== before) this.#say();
  }

  /** Whether a receipt was written there and not sent yet. */
  #hasDraft(part: HTMLElement): boolean {
    const field = part.querySelector<HTMLTextAreaElement>("textarea[name=receipt]");
    const written = field?.value.trim() ?? "";
    return written !== "" && written !== this.#receipt();
  }

  #words(): string {
    const words = ["[data-headline]", "[data-standing]"].map(
      (name) => this.#main.querySelector(name)?.textContent ?? "",
    );
    return words.filter((text) => text !== "").join(". ");
  }

  #say(): void {
    const isTurn = this.#main.querySelector("[data-status=your_turn]") !== null;
    if (!isTurn && performance.now() - this.#heardAtMs < HEARD_EVERY_MS) return;
    this.#heardAtMs = performance.now();
    const heard = this.#main.querySelector("[data-heard]");
    if (heard !== null) heard.textContent = this.#words();
  }

  #showForget(): void {
    const forget = this.#main.querySelector<HTMLElement>("[data-forget]");
    if (forget !== null) forget.hidden = this.#receipt() === undefined;
  }

  #tick(): void {
    const countdown = this.#main.querySelector<HTMLElement>("[data-countdown]");
    if (countdown === null) return;
    const leftMs = Number(countdown.dataset.countdown) - this.#clock();
    countdown.textContent = leftMs > 0 ? clockWords(leftMs) : "now";
    // What happens at that moment is the server's to say.
    const isDue = leftMs <= 0 && leftMs > -TICK_MS;
    if (isDue) this.#lookAtMs = Math.min(this.#lookAtMs, performance.now() + Math.random() * LOOK_SPREAD_MS);
  }
}

/** The page as the server renders it now; undefined where there is no answer, or one that has none of its parts. */
async function pageNow(receipt: string | undefined, signal: AbortSignal): Promise<Document | undefined> {
  try {
    const body = receipt === undefined ? {} : { method: "POST", body: new URLSearchParams({ receipt }) };
    const response = await fetch(location.pathname, { ...body, signal });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return page.querySelector("[data-part=now]") === null ? undefined : page;
  } catch {
    return undefined;
  }
}

/** The server's clock: the phone's own is never asked what time it is. */
function clockOf(main: HTMLElement): () => number {
  const serverTimeMs = Number(main.querySelector<HTMLElement>("[data-server-time]")?.dataset.serverTime);
  const readAtMs = performance.now();
  return () => serverTimeMs + performance.now() - readAtMs;
}

function nextLookMs(): number {
  return LOOK_MS + Math.random() * LOOK_SPREAD_MS;
}

/** "2 d 03:04:05", without days where there are none. */
function clockWords(leftMs: number): string {
  const seconds = Math.ceil(leftMs / TICK_MS);
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const days = Math.floor(seconds / 86_400);
  const time = `${two((seconds % 86_400) / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
  return days > 0 ? `${days} d ${time}` : time;
}

const main = document.querySelector<HTMLElement>("main[data-sale]");
if (main !== null) new BuyerPage(main).start();
