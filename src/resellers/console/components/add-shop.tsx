import { REASON_CHARS_MAX, TEXT_LENGTH_MAX } from "../../../domain/limits.ts";
import { SELLER_URL_CHARS_MAX } from "../../domain/host/parse-seller-url.ts";
import { ContactFields } from "./contact-fields.tsx";

/** Somebody of the staff has seen a shop. */
export const AddShop = () => (
  <details class="controls add-shop">
    <summary class="button">Add a shop</summary>
    <form method="post" action="/console/resellers">
      <div class="field">
        <label for="add-url">Web address</label>
        <input
          id="add-url"
          name="url"
          required
          maxlength={SELLER_URL_CHARS_MAX}
          autocomplete="off"
          spellcheck={false}
        />
      </div>
      <div class="field">
        <label for="add-note">What did you see?</label>
        <input id="add-note" name="note" required maxlength={REASON_CHARS_MAX} autocomplete="off" />
      </div>
      <div class="field">
        <label for="add-seller">Name of the seller, if it shows one</label>
        <input id="add-seller" name="sellerName" maxlength={TEXT_LENGTH_MAX} autocomplete="off" />
      </div>
      <div class="offer-fields">
        <div class="field">
          <label for="add-sku">Product, by the brand's own name</label>
          <input id="add-sku" name="sku" maxlength={TEXT_LENGTH_MAX} autocomplete="off" />
        </div>
        <div class="field">
          <label for="add-price">Price, such as 13999.00</label>
          <input id="add-price" name="price" inputmode="decimal" pattern="[0-9]+(\\.[0-9]+)?" autocomplete="off" />
        </div>
        <div class="field">
          <label for="add-currency">Currency, such as INR</label>
          <input id="add-currency" name="currency" maxlength={3} pattern="[A-Za-z]{3}" autocomplete="off" />
        </div>
      </div>
      <ContactFields />
      <button class="button button-primary" type="submit">
        Open a case, or join the one there is
      </button>
    </form>
  </details>
);
