import { countOf } from "../../../console/words/count.ts";
import {
  PHONE_CHARS_MAX,
  POSTAL_CODE_CHARS_MAX,
  REASON_CHARS_MAX,
  REASON_CHARS_MIN,
  TEXT_LENGTH_MAX,
} from "../../../domain/limits.ts";
import { type CaseFileView, caseFileHref, SELLER_KIND_WORDS } from "../view-models/case-file.ts";
import { UnlinkForm } from "./unlink-form.tsx";

/** By what the seller would be known at a checkout, and the form that says so. */
export const CaseIdentities = ({ about: { caseId }, links: { identities }, mayChange }: CaseFileView) => (
  <>
    <p class="soft">
      Kept as the keys that the seller's own checkouts would have, and never as what you type. They count in rules once
      two people have confirmed the case and <a href="/console/resellers/lists">the lists for rules</a> are published.
    </p>
    {identities.length === 0 ? null : (
      <ul class="similar">
        {identities.map(({ kind, shops, keys }) => (
          <li>
            {SELLER_KIND_WORDS[kind]}: {countOf(keys, "key", "keys")} at {countOf(shops, "shop", "shops")}
            {mayChange ? <UnlinkForm caseId={caseId} name="kind" value={kind} /> : null}
          </li>
        ))}
      </ul>
    )}
    {mayChange ? (
      <details class="controls">
        <summary class="button">Say who the seller is</summary>
        <form method="post" action={caseFileHref(caseId, "identities")} enctype="multipart/form-data">
          <Field name="phone" label="Phone number, with its country code" chars={PHONE_CHARS_MAX} />
          <fieldset>
            <legend>Address that it sends from, or has goods sent to</legend>
            <Field name="addressName" label="Name on it" chars={TEXT_LENGTH_MAX} />
            <Field name="addressLine1" label="First line" chars={TEXT_LENGTH_MAX} />
            <Field name="addressLine2" label="Second line" chars={TEXT_LENGTH_MAX} />
            <Field name="city" label="Town" chars={TEXT_LENGTH_MAX} />
            <Field name="postalCode" label="Postal code" chars={POSTAL_CODE_CHARS_MAX} />
            <Field name="country" label="Country, as a code such as IN" chars={2} />
          </fieldset>
          <fieldset>
            <legend>Means of payment, as the shop's payment provider recognises it</legend>
            <Field name="paymentMethod" label="Method, such as upi" chars={TEXT_LENGTH_MAX} />
            <Field name="paymentFingerprint" label="Fingerprint" chars={TEXT_LENGTH_MAX} />
          </fieldset>
          <div class="field">
            <label for="identity-reason">How do you know? The reason is kept with the case.</label>
            <textarea
              id="identity-reason"
              name="reason"
              rows={2}
              required
              minlength={REASON_CHARS_MIN}
              maxlength={REASON_CHARS_MAX}
            />
          </div>
          <button class="button button-primary" type="submit">
            Keep these as keys
          </button>
        </form>
      </details>
    ) : null}
  </>
);

type FieldProps = { readonly name: string; readonly label: string; readonly chars: number };

const Field = ({ name, label, chars }: FieldProps) => (
  <div class="field">
    <label for={`identity-${name}`}>{label}</label>
    <input id={`identity-${name}`} name={name} maxlength={chars} autocomplete="off" spellcheck={false} />
  </div>
);
