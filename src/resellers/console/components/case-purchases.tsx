import { Code } from "../../../console/components/code.tsx";
import { Moment } from "../../../console/components/moment.tsx";
import { Table } from "../../../console/components/table.tsx";
import { countOf } from "../../../console/words/count.ts";
import { TEXT_LENGTH_MAX } from "../../../domain/limits.ts";
import { CLUE_KINDS } from "../../domain/case/case-file-entry.ts";
import { type CaseFileView, CLUE_WORDS, caseFileHref } from "../view-models/case-file.ts";
import { UnlinkForm } from "./unlink-form.tsx";

/** The checkouts that numbers on the listing led to, with the accounts that belong to them, and the form that looks one up. */
export const CasePurchases = ({ about: { caseId }, links: { purchases }, mayChange }: CaseFileView) => (
  <>
    {purchases.length === 0 ? (
      <p class="soft">
        No purchase is known yet. The number of an order or a hold on a listing leads to one; a serial number does where
        the shop has said what it delivered.
      </p>
    ) : (
      <Table
        label="Purchases"
        caption="Checkouts that bought what the shop offers, in the order in which they were found"
        rows={purchases}
        columns={[
          {
            title: "Checkout",
            isHead: true,
            cell: ({ decisionId }) => (
              <>
                <a class="row-link" href={`/console/decisions/${decisionId}`}>
                  {decisionId}
                </a>
              </>
            ),
          },
          { title: "Found by", cell: ({ clue }) => CLUE_WORDS[clue] },
          {
            title: "Account and those linked to it",
            cell: ({ saleId, account, linkedAccounts }) => (
              <>
                <Code>{account}</Code>{" "}
                <a class="row-link" href={`/console/sales/${saleId}/clusters/${encodeURIComponent(account)}`}>
                  Its cluster
                </a>
                {linkedAccounts.length === 0 ? null : (
                  <details>
                    <summary>{countOf(linkedAccounts.length, "account is", "accounts are")} linked to it</summary>
                    <ul class="pseudonym-list">
                      {linkedAccounts.map((other) => (
                        <li>
                          <Code>{other}</Code>
                        </li>
                      ))}
                    </ul>
                  </details>
                )}
              </>
            ),
          },
          {
            title: "When",
            cell: ({ decisionId, tracedAt }) => (
              <>
                <Moment atMs={Date.parse(tracedAt)} />
                {mayChange ? <UnlinkForm caseId={caseId} name="decisionId" value={decisionId} /> : null}
              </>
            ),
          },
        ]}
      />
    )}
    {mayChange ? (
      <form class="filters" method="post" action={caseFileHref(caseId, "clues")} enctype="multipart/form-data">
        <div class="field">
          <label for="clue-kind">Seen on the listing</label>
          <select id="clue-kind" name="kind">
            {CLUE_KINDS.map((kind) => (
              <option value={kind}>{CLUE_WORDS[kind]}</option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="clue-value">Number. It is looked up and not kept.</label>
          <input
            id="clue-value"
            name="value"
            required
            maxlength={TEXT_LENGTH_MAX}
            autocomplete="off"
            spellcheck={false}
          />
        </div>
        <button class="button" type="submit">
          Look up who bought it
        </button>
      </form>
    ) : null}
  </>
);
