import type { Child } from "hono/jsx";
import { type Frame, SECTIONS } from "../frame.ts";
import { type Html, renderDocument } from "./document.tsx";
import { Mark } from "./mark.tsx";

type ConsolePageProps = {
  readonly title: string;
  readonly frame: Frame;
  readonly children: Child;
};

/** The frame around every console page: where am I, in which environment, as whom. */
export function renderConsolePage({ title, frame, children }: ConsolePageProps): Html {
  return renderDocument({
    title: `${title} · Firsthand console`,
    stylesheet: "console",
    script: "console",
    children: (
      <>
        <a class="skip button" href="#main">
          Skip to the content
        </a>
        <div class="frame">
          <Header frame={frame} />
          <nav class="nav" aria-label="Console">
            <ul>
              {SECTIONS.filter(({ name }) => frame.sections.includes(name)).map(({ name, title: words, href }) => (
                <li>
                  <a href={href} aria-current={name === frame.section ? "page" : undefined}>
                    {words}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <main class="main" id="main" tabindex={-1}>
            {children}
          </main>
        </div>
      </>
    ),
  });
}

const Header = ({ frame: { environment, person, sale } }: { readonly frame: Frame }) => (
  <header class="bar">
    <a class="bar-home" href="/console">
      <Mark />
      Firsthand
    </a>
    <span class={environment === "production" ? "environment environment-production" : "environment"}>
      <span class="visually-hidden">Environment: </span>
      {environment}
    </span>
    {sale === undefined ? null : (
      <span class="bar-sale">
        <span class="visually-hidden">Sale: </span>
        {sale.title}
      </span>
    )}
    <span class="bar-person">
      <span>
        <span class="visually-hidden">Signed in as </span>
        {person.email}
        <span class="bar-role soft"> · {person.roles.join(", ")}</span>
      </span>
      <a href="/cdn-cgi/access/logout">Sign out</a>
    </span>
  </header>
);
