import { type Html, renderDocument } from "../../../console/components/document.tsx";
import { AddressFields } from "../shop/address-fields.tsx";
import { WAYS } from "./recording.ts";

const EMPTY = { name: "", line1: "", line2: "", city: "", region: "", postalCode: "" };

/** The page on which a person fills in the shop's form so that the model learns what honest people look like. */
export function renderRecord({ saleId }: { readonly saleId: string }): Html {
  return renderDocument({
    title: "Record a session",
    stylesheet: "shop",
    script: "record",
    children: (
      <main class="shop" data-record data-sale={saleId}>
        <h1>Record an honest session</h1>
        <p>
          The model has to know people who use password managers, keyboards alone, phones and slow lines. Fill in the
          form below with anything you like. What is kept is when keys, buttons and pointer moved, and how often: no
          letter of what you type leaves this page, and nothing is kept before you agree.
        </p>
        <form class="card checkout" data-session novalidate>
          <fieldset class="fields">
            <legend>How will you fill it in?</legend>
            <div class="choices">
              {WAYS.map(({ way, title }) => (
                <label class="choice">
                  <input type="radio" name="way" value={way} checked={way === WAYS[0].way} />
                  {title}
                </label>
              ))}
            </div>
          </fieldset>
          <label class="choice">
            <input type="checkbox" name="consent" data-consent />I agree that the timing of this session is kept in a
            file on this machine, to train and test the model.
          </label>
          <AddressFields address={EMPTY} problems={[]} open />
          <button class="button button-primary button-wide" type="submit">
            Save this session
          </button>
          <p role="status" data-said />
        </form>
      </main>
    ),
  });
}
