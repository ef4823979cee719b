import { type Html, renderDocument } from "../components/document.tsx";
import { Mark } from "../components/mark.tsx";

/** What a buyer reads where a page cannot be shown. */
export function renderBuyerProblem({ title, detail }: { readonly title: string; readonly detail: string }): Html {
  return renderDocument({
    title,
    stylesheet: "buyer",
    children: (
      <main class="buyer">
        <p class="brand">
          <Mark /> Firsthand
        </p>
        <h1>{title}</h1>
        <p>{detail}</p>
      </main>
    ),
  });
}
