import { DELIVERY_STATES } from "../../wire/webhook.ts";
import { Code } from "../components/code.tsx";
import { renderConsolePage } from "../components/console-page.tsx";
import type { Html } from "../components/document.tsx";
import { Fact } from "../components/fact.tsx";
import { Moment } from "../components/moment.tsx";
import { PageLinks } from "../components/page-links.tsx";
import { Table } from "../components/table.tsx";
import { WhyForm } from "../components/why-form.tsx";
import type { Frame } from "../frame.ts";
import {
  answerWords,
  DELIVERY_STATE_WORDS,
  type Delivery,
  type DeliveryState,
  type WebhookPageView,
  webhookHref,
  webhookStateWords,
} from "../view-models/webhooks.ts";

type ViewProps = { readonly view: WebhookPageView };

/** A webhook: what was sent to it, what it answered, and what can be done about it. */
export function renderWebhook(view: WebhookPageView, frame: Frame): Html {
  const { shop, webhook, sent, secret } = view;
  return renderConsolePage({
    title: `Webhook ${webhook.webhookId}`,
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>Webhook {webhook.webhookId}</h1>
            <p class="soft small">Of the shop {shop}.</p>
          </div>
          <a class="button" href="/console/webhooks">
            All webhooks
          </a>
        </div>
        {sent === undefined ? null : (
          <p class="notice" role="status">
            The event {sent} is on its way. <a href={webhookHref(view)}>Look at what was answered</a>
          </p>
        )}
        {secret === undefined ? null : <NewSecret secret={secret} />}
        <Facts view={view} />
        <Deliveries view={view} />
      </>
    ),
  });
}

const NewSecret = ({ secret }: { readonly secret: string }) => (
  <section class="notice" role="status" aria-labelledby="new-secret">
    <h2 id="new-secret">The new secret</h2>
    <p>It is shown this once. Give it to the shop over a channel that nobody else reads.</p>
    <p>
      <Code>{secret}</Code>
    </p>
  </section>
);

const Facts = ({ view }: ViewProps) => {
  const { webhook, mayRotate } = view;
  const [latest, before] = webhook.secrets;
  return (
    <section class="card panel" aria-label="How it stands">
      <dl class="facts">
        <Fact term="State">{webhookStateWords(webhook)}</Fact>
        <Fact term="Address">
          <Code>{webhook.url}</Code>
        </Fact>
        <Fact term="Listens to">{webhook.events.join(", ")}</Fact>
        {latest === undefined ? null : (
          <Fact term="Secret made">
            <Moment atMs={Date.parse(latest.createdAt)} />
          </Fact>
        )}
        {before?.expiresAt === undefined ? null : (
          <Fact term="The one before signs until">
            <Moment atMs={Date.parse(before.expiresAt)} />
          </Fact>
        )}
        {webhook.restsUntil === undefined ? null : (
          <Fact term="It did not answer, and is left alone until">
            <Moment atMs={Date.parse(webhook.restsUntil)} />
          </Fact>
        )}
      </dl>
      {webhook.state === "disabled" ? (
        <p class="soft">Nothing is sent while it is disabled. Its shop enables it by putting it anew.</p>
      ) : (
        <form method="post" action={`${webhookHref(view)}/test`} enctype="multipart/form-data">
          <Press view={view} />
          <button class="button" type="submit">
            Send a test event
          </button>
        </form>
      )}
      {mayRotate ? <Rotation view={view} /> : null}
    </section>
  );
};

const Press = ({ view }: ViewProps) => <input type="hidden" name="pressKey" value={view.pressKey} />;

const Rotation = ({ view }: ViewProps) => (
  <details class="controls">
    <summary class="button">Change the secret</summary>
    <WhyForm
      id="rotate-why"
      action={`${webhookHref(view)}/secrets`}
      question="Why change it? The old one signs beside the new one for another day."
      button="Make a new secret"
    >
      <Press view={view} />
    </WhyForm>
  </details>
);

const Deliveries = ({ view }: ViewProps) => {
  const { filter, deliveries, next } = view;
  return (
    <section class="card panel" aria-labelledby="deliveries">
      <h2 id="deliveries">What was sent?</h2>
      <nav class="filters" aria-label="States">
        {[undefined, ...DELIVERY_STATES].map((state) => (
          <a
            class="button"
            href={webhookHref(view, { state })}
            aria-current={filter.state === state ? "page" : undefined}
          >
            {state === undefined ? "All" : DELIVERY_STATE_WORDS[state]}
          </a>
        ))}
      </nav>
      {deliveries.length === 0 ? (
        <p class="soft">
          {filter.state === undefined && filter.cursor === undefined
            ? "Nothing was sent yet. Events stay here for 30 days; send a test event to see one."
            : "Nothing here is in this state."}
        </p>
      ) : (
        <List view={view} />
      )}
      <PageLinks
        first={
          filter.cursor === undefined
            ? undefined
            : { href: webhookHref(view, { state: filter.state }), words: "First page" }
        }
        next={
          next === undefined
            ? undefined
            : { href: webhookHref(view, { state: filter.state, cursor: next }), words: "Next page" }
        }
      />
    </section>
  );
};

const BADGES: { readonly [state in DeliveryState]: string } = {
  waiting: "badge badge-challenge",
  delivered: "badge badge-allow",
  failed: "badge badge-deny",
  cancelled: "badge",
};

const List = ({ view }: ViewProps) => (
  <Table
    caption="Deliveries, those of the latest events first"
    label="Table of deliveries"
    rows={view.deliveries}
    columns={[
      {
        title: "Event",
        isHead: true,
        cell: ({ type, eventId, body }) => (
          <>
            {type}
            <div class="code">{eventId}</div>
            <details>
              <summary>What it says</summary>
              <div class="code">{body}</div>
            </details>
          </>
        ),
      },
      { title: "Happened", cell: ({ occurredAt }) => <Moment atMs={Date.parse(occurredAt)} /> },
      { title: "State", cell: ({ state }) => <span class={BADGES[state]}>{DELIVERY_STATE_WORDS[state]}</span> },
      { title: "Last answer", cell: (delivery) => <LastAnswer delivery={delivery} /> },
      { title: "Tries", class: "number", cell: ({ tries }) => tries },
      ...(view.webhook.state === "disabled"
        ? []
        : [{ title: "Again", cell: (delivery: Delivery) => <Again view={view} delivery={delivery} /> }]),
    ]}
  />
);

const LastAnswer = ({ delivery: { lastTries, nextTryAt } }: { readonly delivery: Delivery }) => {
  const last = lastTries.at(-1);
  return (
    <>
      {last === undefined ? "–" : answerWords(last)}
      {last === undefined || nextTryAt === undefined ? null : (
        <div class="soft small">
          Next try: <Moment atMs={Date.parse(nextTryAt)} />
        </div>
      )}
    </>
  );
};

const Again = ({ view, delivery: { eventId } }: ViewProps & { readonly delivery: Delivery }) => (
  <form
    method="post"
    action={`${webhookHref(view)}/deliveries/${encodeURIComponent(eventId)}/redeliver`}
    enctype="multipart/form-data"
  >
    <Press view={view} />
    <button class="button" type="submit" aria-label={`Send again ${eventId}`}>
      Send again
    </button>
  </form>
);
