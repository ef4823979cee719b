import { type Html, renderDocument } from "../../../console/components/document.tsx";
import type { PhoneBook, PhoneLine, Telephone } from "./phone-book.ts";
import { PHONE_NUMBER } from "./send-text.ts";

type PhonePage = {
  readonly phones: PhoneBook;
  readonly owner: string;
  readonly telephone: Telephone;
  /** Code of the sale that can be registered for, as a poster would print it. */
  readonly code: string;
};

const BY: { readonly [by in PhoneLine["by"]]: string } = { person: "Sent: ", shop: "Got: ", page: "Note: " };

/** A telephone: what it sent and got, and a field to write in. Works without script. */
export function renderPhone({ phones, owner, telephone, code }: PhonePage): Html {
  const { name, number, lines } = telephone;
  return renderDocument({
    title: `${name}'s telephone`,
    stylesheet: "shop",
    children: (
      <main class="narrow">
        <h1>{`${name}'s telephone`}</h1>
        <p class="soft">
          {`${number} writes to ${PHONE_NUMBER}. Each message goes to this service as a provider sends it: signed. A sale takes registrations for a few minutes; its code is `}
          <code>{code}</code>.
        </p>
        <nav aria-label="Telephones" class="phones">
          {[...phones].map(([each, { name: whose }]) => (
            <a class="button" href={`/dev/phone?of=${each}`} aria-current={each === owner ? "page" : undefined}>
              {`${whose}'s`}
            </a>
          ))}
        </nav>
        <section class="card phone" aria-labelledby="talk">
          <h2 id="talk">{`Messages with ${PHONE_NUMBER}`}</h2>
          {lines.length === 0 ? (
            <p class="soft">Nothing yet. Write below, or press one of the messages.</p>
          ) : (
            <ol class="messages">
              {lines.map(({ by, text }) => (
                <li class={`message message-${by}`}>
                  <span class="visually-hidden">{BY[by]}</span>
                  {text}
                </li>
              ))}
            </ol>
          )}
          <form method="post" action="/dev/phone" class="write">
            <input type="hidden" name="of" value={owner} />
            <div class="field">
              <label for="text">Message</label>
              <input id="text" name="text" autocomplete="off" />
            </div>
            <button class="button button-primary" type="submit">
              Send
            </button>
          </form>
          <form method="post" action="/dev/phone" class="phones">
            <input type="hidden" name="of" value={owner} />
            {[`REG ${code} 400001`, "STATUS", "HELP", "मदद", "STOP"].map((text) => (
              <button class="button" type="submit" name="text" value={text}>
                {text}
              </button>
            ))}
            {telephone.lastBody === undefined ? null : (
              <button class="button" type="submit" name="again" value="1">
                The last one again
              </button>
            )}
          </form>
        </section>
        <p>
          <a href="/">All pages of this machine</a>
        </p>
      </main>
    ),
  });
}
