import { type Html, renderDocument } from "../../../console/components/document.tsx";
import { Mark } from "../../../console/components/mark.tsx";

/** The first page of the development composition: what to try in the first minute, and where everything is. */
export function renderLanding({ saleId }: { readonly saleId: string }): Html {
  return renderDocument({
    title: "Firsthand on this machine",
    stylesheet: "shop",
    children: (
      <main class="wide">
        <p class="brand">
          <Mark /> Firsthand
        </p>
        <div class="lead">
          <h1>More buyers than units. Who gets one?</h1>
          <p class="soft">
            Firsthand decides at checkout: it holds a unit for the buyer it trusts and signs a token that the shop
            redeems once. Everything on this page runs on your machine.
          </p>
        </div>
        <section aria-labelledby="minute">
          <h2 id="minute">See it in a minute</h2>
          <ol class="steps">
            <Step title="Buy a phone" href="/shop" link="Open the shop">
              You are Asha, a customer of two years. Press buy, then pay.
            </Step>
            <Step title="Try as another customer" href="/shop" link="Open the shop again">
              Choose Ben at the top: same browser, other account. The sale allows one phone per device, and says so.
            </Step>
            <Step title="See why" href={`/console/sales/${encodeURIComponent(saleId)}`} link="Open the console">
              Sign in with one press. Each decision explains itself: verdict, reasons, evidence, score.
            </Step>
          </ol>
        </section>
        <section aria-labelledby="where">
          <h2 id="where">Where everything is</h2>
          <dl class="places">
            <Place href="/shop" title="Demo shop">
              A shop that asks Firsthand, with its own backend and customers
            </Place>
            <Place href="/shop/draw" title="Drawn sale">
              A phone that is drawn every few minutes: register, see the order drawn, recompute it
            </Place>
            <Place href="/shop/window" title="Flash sale with a fair window">
              A phone for which whoever comes within the first 20 seconds takes part, however fast
            </Place>
            <Place href="/dev/phone" title="A telephone">
              Register by text message, with the answers that a shop would send
            </Place>
            <Place href="/dev/record" title="Record a session">
              How people fill in a checkout, for the model: with consent, and timing only
            </Place>
            <Place href="/official" title="Is this shop official?">
              Where buyers ask about a shop, and report one that poses as a brand
            </Place>
            <Place href="/console/resellers" title="Impostor shops">
              The other product: what was reported or found, for the staff of a brand to decide on
            </Place>
            <Place href="/partner" title="A store">
              Where a partner hands orders over by their codes, with a key from the console
            </Place>
            <Place href="/console" title="Console">
              Live sales and explained decisions, for staff
            </Place>
            <Place href="/docs" title="API documentation">
              Every call, to read, with samples
            </Place>
            <Place href="/openapi.json" title="OpenAPI description">
              The same, for programs
            </Place>
            <Place href="/.well-known/jwks.json" title="Public keys">
              What a shop verifies allow tokens with
            </Place>
            <Place href="/healthz" title="Health">
              Whether the service is ready, and with which policy and model
            </Place>
          </dl>
          <p class="soft small">
            The development shop key and a signed-in assertion for each member of staff are in{" "}
            <code>.dev/credentials.json</code>.
          </p>
        </section>
      </main>
    ),
  });
}

type StepProps = { readonly title: string; readonly href: string; readonly link: string; readonly children: string };

const Step = ({ title, href, link, children }: StepProps) => (
  <li class="card step">
    <h3>{title}</h3>
    <p class="soft">{children}</p>
    <a class="button" href={href}>
      {link}
    </a>
  </li>
);

const Place = ({ href, title, children }: Omit<StepProps, "link">) => (
  <div>
    <dt>
      <a href={href}>{title}</a>
    </dt>
    <dd class="soft small">{children}</dd>
  </div>
);
