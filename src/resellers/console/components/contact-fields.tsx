import { TEXT_LENGTH_MAX } from "../../../domain/limits.ts";
import type { ContactKind } from "../../domain/subject.ts";

const WORDS: { readonly [kind in ContactKind]: string } = {
  phone: "Telephone",
  email: "E-mail address",
  payee: "Account or name that is paid",
  address: "Postal address",
};

/** How the shop wants to be reached or paid, as it says itself. None of the fields is needed. */
export const ContactFields = () => (
  <fieldset class="contact-fields">
    <legend>What contact does the shop show? Leave out what you do not know.</legend>
    <p class="hint">Kept as a fingerprint only: it finds other shops with the same contact and cannot be read back.</p>
    {(["phone", "email", "payee", "address"] as const).map((kind) => (
      <div class="field">
        <label for={`contact-${kind}`}>{WORDS[kind]}</label>
        <input
          id={`contact-${kind}`}
          name={kind}
          maxlength={TEXT_LENGTH_MAX}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
        />
      </div>
    ))}
  </fieldset>
);
