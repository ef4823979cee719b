import { Mark } from "../../../console/components/mark.tsx";
import { CUSTOMER_NAMES, type Customer, type CustomerName } from "./customers.ts";

const TITLES: { readonly [name in CustomerName]: string } = { asha: "Asha", ben: "Ben", new: "New customer" };

type CustomerSwitchProps = { readonly chosen: CustomerName; readonly customer: Customer };

/** What no real shop has: a choice of who is signed in. It is marked as the demo's. */
export const CustomerSwitch = ({ chosen, customer }: CustomerSwitchProps) => (
  <header class="demo">
    <div class="demo-inner">
      <a class="brand" href="/">
        <Mark /> <span>Demo shop</span>
      </a>
      <form class="who" method="post" action="/shop/api/customer">
        <fieldset>
          <legend class="small">
            You are <strong>{TITLES[chosen]}</strong>
            <span class="soft">, {customer.since}</span>
          </legend>
          <div class="who-choices">
            {CUSTOMER_NAMES.map((name) => (
              <button
                class="who-choice"
                type="submit"
                name="customer"
                value={name}
                aria-pressed={name === chosen ? "true" : "false"}
              >
                {TITLES[name]}
              </button>
            ))}
          </div>
        </fieldset>
      </form>
    </div>
  </header>
);
