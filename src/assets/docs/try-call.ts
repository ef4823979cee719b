/** Shows the forms that send a public call, and what is answered. */
export function enableTrying(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-try]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const fields = new FormData(form);
      const path = (form.dataset.try ?? "").replaceAll(/\{(\w+)\}/g, (_, name: string) => {
        const value = String(fields.get(name) ?? "");
        fields.delete(name);
        return encodeURIComponent(value);
      });
      const query = new URLSearchParams([...fields].map(([name, value]) => [name, String(value)]));
      void send(query.size === 0 ? path : `${path}?${query}`, form.querySelector<HTMLElement>("[data-answer]"));
    });
  }
}

async function send(path: string, place: HTMLElement | null): Promise<void> {
  if (place === null) return;
  place.textContent = "Sending…";
  try {
    const response = await fetch(path);
    const text = await response.text();
    const listing = document.createElement("pre");
    listing.className = "listing";
    listing.textContent = `${response.status} ${response.headers.get("Content-Type") ?? ""}\n\n${indented(text)}`;
    place.replaceChildren(listing);
  } catch {
    place.textContent = "The service could not be reached. Check that it runs, then send again.";
  }
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
