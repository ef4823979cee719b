import type { Child } from "hono/jsx";
import type { FormAddress } from "./customers.ts";
import type { FieldProblem } from "./order.ts";
import { PRODUCT } from "./product.ts";

type AddressFieldsProps = {
  readonly address: FormAddress;
  readonly problems: readonly FieldProblem[];
  /** The fields are in view at once; otherwise the saved address stands in their place until the buyer wants to change it. */
  readonly open: boolean;
};

const FIELDS: readonly { readonly field: keyof FormAddress; readonly label: string; readonly autocomplete: string }[] =
  [
    { field: "name", label: "Full name", autocomplete: "shipping name" },
    { field: "line1", label: "Flat or house", autocomplete: "shipping address-line1" },
    { field: "line2", label: "Street (optional)", autocomplete: "shipping address-line2" },
    { field: "city", label: "Town or city", autocomplete: "shipping address-level2" },
    { field: "region", label: "State (optional)", autocomplete: "shipping address-level1" },
    { field: "postalCode", label: "PIN code", autocomplete: "shipping postal-code" },
  ];

export const AddressFields = ({ address, problems, open }: AddressFieldsProps) => (
  <fieldset class="fields">
    <legend>Where should it go?</legend>
    {open ? null : (
      <p>
        <strong>{address.name}</strong>
        <br />
        {[address.line1, address.line2, address.city, address.postalCode].filter((line) => line !== "").join(", ")}
      </p>
    )}
    <Folded open={open}>
      <div class="address">
        {FIELDS.map(({ field, label, autocomplete }) => {
          const problem = problems.find((candidate) => candidate.field === field);
          return (
            <div class={`field field-${field}`}>
              <label for={field}>{label}</label>
              {problem === undefined ? null : (
                <span class="error" id={`${field}-error`}>
                  {problem.message}
                </span>
              )}
              <input
                id={field}
                name={field}
                value={address[field]}
                autocomplete={autocomplete}
                inputmode={field === "postalCode" ? "numeric" : undefined}
                aria-invalid={problem === undefined ? undefined : "true"}
                aria-describedby={problem === undefined ? undefined : `${field}-error`}
              />
            </div>
          );
        })}
        <p class="soft small">We deliver in {PRODUCT.country.name}.</p>
      </div>
    </Folded>
  </fieldset>
);

/** A saved address is changed on demand only. */
const Folded = ({ open, children }: { readonly open: boolean; readonly children: Child }) =>
  open ? (
    children
  ) : (
    <details>
      <summary>Change the address</summary>
      {children}
    </details>
  );
