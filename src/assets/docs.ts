import { init } from "redoc/bundles/redoc.standalone.js";

/** Calls by method, by path: as much of the description as is changed here. */
type Operation = { summary?: string; description?: string };
type Description = {
  readonly [member: string]: unknown;
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } };
};

await show(document.getElementById("reference"));

async function show(place: HTMLElement | null): Promise<void> {
  if (place === null) return;
  const response = await fetch("/openapi.json");
  const description: Description = await response.json();
  nameByPath(description);
  new MutationObserver(() => mend(place)).observe(place, { childList: true, characterData: true, subtree: true });
  init(description, { disableTelemetry: true }, place);
}

/** The menu shows what a call is named by: its path, which its readers look for. What it does then leads its description. */
function nameByPath({ paths }: Description): void {
  for (const [path, operations] of Object.entries(paths)) {
    for (const operation of Object.values(operations)) {
      operation.description = `**${operation.summary}.** ${operation.description ?? ""}`;
      operation.summary = path;
    }
  }
}

/** Landmarks, levels of headings and names of buttons, which Redoc leaves to sight alone. */
function mend(place: HTMLElement): void {
  for (const menu of place.querySelectorAll(".menu-content:not([role])")) {
    menu.setAttribute("role", "navigation");
    menu.setAttribute("aria-label", "Calls");
  }
  for (const [heading, level] of [
    ["h4", "3"],
    ["h5", "4"],
  ] as const) {
    for (const each of place.querySelectorAll(`${heading}:not([aria-level])`)) each.setAttribute("aria-level", level);
  }
  for (const button of place.querySelectorAll('button[aria-label$="media type"]')) {
    const [name = "", shown = ""] = [button.getAttribute("aria-label") ?? "", button.textContent.trim()];
    if (!name.startsWith(shown)) button.setAttribute("aria-label", `${shown}, ${name.split(", ").at(-1)}`);
  }
}
