import { type Html, renderDocument } from "../components/document.tsx";
import { Mark } from "../components/mark.tsx";

/**
 * The page of a store's tablet. Script fills it in; the key that it asks for stays in the memory of this page, where no other page and
 * no reload finds it.
 */
export function renderStore(): Html {
  return renderDocument({
    title: "Hand over orders",
    stylesheet: "store",
    script: "store",
    children: (
      <main class="official store">
        <p class="brand">
          <Mark /> Firsthand
        </p>
        <h1 id="name">Hand over orders</h1>
        <p id="offline" class="banner" role="alert" hidden>
          No connection. What you see may be old. Nothing is handed over until it is back.
        </p>
        <noscript>
          <p class="error">This page needs JavaScript.</p>
        </noscript>
        <Unlock />
        <Desk />
      </main>
    ),
  });
}

const Unlock = () => (
  <form id="unlock" class="ask card">
    <div class="field">
      <label for="key">Key of this store</label>
      <input
        id="key"
        name="key"
        type="password"
        autocomplete="current-password"
        required
        aria-describedby="unlock-said"
      />
    </div>
    <p class="soft">It is asked for again when this page is loaded anew, or was not touched for half an hour.</p>
    <p id="unlock-said" class="error" role="alert" />
    <button class="button button-primary big" type="submit">
      Open
    </button>
  </form>
);

const Desk = () => (
  <div id="desk" class="desk" hidden>
    <section class="ask card" aria-labelledby="sale-head">
      <h2 id="sale-head">Sale</h2>
      <div class="field">
        <label for="sale">Which sale?</label>
        <select id="sale" />
      </div>
      <p id="stock" role="status" />
    </section>
    <section class="ask card" aria-labelledby="hand-over-head">
      <h2 id="hand-over-head">Hand over</h2>
      <form id="hand-over" class="ask">
        <div class="field">
          <label for="order">Order number</label>
          <input id="order" name="order" required autocomplete="off" autocapitalize="off" spellcheck={false} />
        </div>
        <div class="field">
          <label for="code">The buyer's code, six digits</label>
          <input
            id="code"
            name="code"
            class="code-field"
            required
            inputmode="numeric"
            pattern="[0-9]{6}"
            maxlength={6}
            autocomplete="off"
          />
        </div>
        <div id="balance" class="balance" hidden>
          <input id="paid" name="paid" type="checkbox" />
          <label for="paid" id="balance-words">
            The buyer has paid the rest to me
          </label>
        </div>
        <button class="button button-primary big" type="submit">
          Check the code and hand over
        </button>
        <p id="said" class="said" role="alert" />
      </form>
    </section>
    <section class="ask card" aria-labelledby="orders-head">
      <h2 id="orders-head">Waiting to be collected</h2>
      <p id="orders-said" role="status" />
      <ul id="orders" class="orders" />
      <button id="refresh" class="button big" type="button">
        Look again
      </button>
    </section>
    <button id="lock" class="button big" type="button">
      Lock this page
    </button>
  </div>
);
