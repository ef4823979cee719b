import { WHY_LENGTH_MAX } from "../../domain/limits.ts";
import { SALE_MODES } from "../../domain/terms/definition.ts";
import { BuyerDecision, BuyerTerms } from "../components/buyer-terms.tsx";
import { renderConsolePage } from "../components/console-page.tsx";
import type { Html } from "../components/document.tsx";
import { FieldProblems, SaleFieldInput } from "../components/sale-field-input.tsx";
import type { Frame } from "../frame.ts";
import { SALE_FIELDS } from "../sale-form/sale-field.ts";
import { fieldId, placeOf, type SaleFormView, saleFormHref } from "../sale-form/sale-form-view.ts";
import { MODE_WORDS } from "../sale-form/sale-template.ts";
import type { PublicSale } from "../view-models/buyer-sale.ts";
import { phaseHeadline } from "../view-models/buyer-sale.ts";
import { countOf } from "../words/count.ts";

/** A sale to make or to change: its terms, what is wrong with them, and what buyers will read. */
export function renderSaleForm(view: SaleFormView, frame: Frame): Html {
  const { saleId, mode, problems, preview } = view;
  const title = saleId === undefined ? "New sale" : "Change the sale";
  return renderConsolePage({
    title: problems.length === 0 ? title : `Error: ${title.toLowerCase()}`,
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>{title}</h1>
            <p class="soft small">{MODE_WORDS[mode]}</p>
          </div>
          {saleId === undefined ? null : (
            <a class="button" href={`/console/sales/${encodeURIComponent(saleId)}`}>
              Back to the sale
            </a>
          )}
        </div>
        {saleId === undefined ? <Templates chosen={mode} /> : null}
        {problems.length === 0 ? null : <Summary problems={problems} />}
        {preview === undefined ? null : <Preview sale={preview} />}
        <Form view={view} />
      </>
    ),
  });
}

const Templates = ({ chosen }: { readonly chosen: SaleFormView["mode"] }) => (
  <nav class="moves" aria-label="Templates">
    {SALE_MODES.map((mode) => (
      <a
        class="button"
        href={`${saleFormHref(undefined)}?mode=${mode}`}
        aria-current={mode === chosen ? "page" : undefined}
      >
        {MODE_WORDS[mode].split(":")[0]}
      </a>
    ))}
  </nav>
);

/** Every problem at once, each with the way to its field. */
const Summary = ({ problems }: Pick<SaleFormView, "problems">) => (
  <section class="card panel" role="alert" aria-labelledby="problems">
    <h2 id="problems">{countOf(problems.length, "problem", "problems")}: nothing was changed</h2>
    <ul>
      {problems.map((problem) => {
        const place = placeOf(problem);
        return (
          <li>
            {place === undefined ? (
              problem.detail
            ) : (
              <a href={`#${fieldId(place)}`}>
                {problem.pointer.slice(1)} {problem.detail}
              </a>
            )}
          </li>
        );
      })}
    </ul>
  </section>
);

const Preview = ({ sale }: { readonly sale: PublicSale }) => (
  <section class="card panel sale-preview" aria-labelledby="preview" role="status">
    <h2 id="preview">No problem. Buyers will read</h2>
    <p>
      <strong>{sale.title}</strong>: {phaseHeadline(sale).toLowerCase()}
    </p>
    <h3>How is it decided?</h3>
    <BuyerDecision sale={sale} />
    <h3>What are the terms?</h3>
    <BuyerTerms sale={sale} />
  </section>
);

const Form = ({ view }: { readonly view: SaleFormView }) => {
  const { saleId, mode, texts, pressKey } = view;
  const isNew = saleId === undefined;
  return (
    <form class="sale-form" method="post" action={saleFormHref(saleId)} enctype="multipart/form-data">
      <input type="hidden" name="/mode" value={mode} />
      <input type="hidden" name="pressKey" value={pressKey} />
      {isNew ? <Names view={view} /> : null}
      {SALE_FIELDS.map(({ title, fields }) => (
        <section class="card panel" aria-label={title}>
          <h2>{title}</h2>
          <div class="sale-fields">
            {fields.map((field) => (
              <SaleFieldInput
                field={field}
                texts={texts[field.pointer] ?? []}
                problems={problemsAt(view, field.pointer)}
                isLocked={!isNew && field.isFixed === true}
              />
            ))}
          </div>
        </section>
      ))}
      <section class="card panel" aria-label={isNew ? "Make it" : "Change it"}>
        <Own
          view={view}
          pointer="/why"
          label="Why? Staff alone read this; it is kept with the change."
          max={WHY_LENGTH_MAX}
        />
        <div class="moves">
          <button class="button" type="submit" name="do" value="check">
            Check and preview
          </button>
          <button class="button button-primary" type="submit" name="do" value="put">
            {isNew ? "Make the sale" : "Change the sale"}
          </button>
        </div>
      </section>
    </form>
  );
};

const Names = ({ view }: { readonly view: SaleFormView }) => (
  <section class="card panel" aria-label="Which sale">
    <h2>Which sale</h2>
    <div class="sale-fields">
      <Own view={view} pointer="/saleId" label="Id, in addresses for ever: a-z, 0-9 and hyphens" max={63} />
      <div class="field">
        <label for={fieldId("/shop")}>Shop</label>
        <FieldProblems id={fieldId("/shop")} problems={problemsAt(view, "/shop")} />
        <select id={fieldId("/shop")} name="/shop">
          {view.shops.map(({ id, name }) => (
            <option value={id} selected={id === view.texts["/shop"]?.[0]}>
              {name}
            </option>
          ))}
        </select>
      </div>
    </div>
  </section>
);

type OwnProps = {
  readonly view: SaleFormView;
  readonly pointer: "/saleId" | "/why";
  readonly label: string;
  readonly max: number;
};

const Own = ({ view, pointer, label, max }: OwnProps) => {
  const [id, problems] = [fieldId(pointer), problemsAt(view, pointer)];
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <FieldProblems id={id} problems={problems} />
      <input
        id={id}
        name={pointer}
        value={view.texts[pointer]?.[0] ?? ""}
        maxlength={max}
        autocomplete="off"
        autocapitalize="none"
        aria-invalid={problems.length === 0 ? undefined : "true"}
        aria-describedby={problems.length === 0 ? undefined : `${id}-error`}
      />
    </div>
  );
};

function problemsAt({ problems }: SaleFormView, pointer: string): readonly string[] {
  return problems.filter((problem) => placeOf(problem) === pointer).map(({ detail }) => detail);
}
