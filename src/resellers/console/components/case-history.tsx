import { Moment } from "../../../console/components/moment.tsx";
import type { CaseView } from "../../wire/case.ts";
import { actWords } from "../view-models/case-act-words.ts";

/** What staff did with the case and why, in order. Each entry is part of the hash chain of all cases. */
export const CaseHistory = ({ history }: Pick<CaseView, "history">) =>
  history.length === 0 ? (
    <p class="soft">Nobody has done anything with this case yet.</p>
  ) : (
    <ol class="case-history">
      {history.map(({ seq, hash, at, by, text, ...act }) => (
        <li>
          <p>
            <strong>{actWords(act)}</strong>
          </p>
          <p class="outside-words">{text}</p>
          <p class="soft small">
            {by}, <Moment atMs={Date.parse(at)} /> · entry {seq} <span class="code">{hash.slice(0, 12)}</span>
          </p>
        </li>
      ))}
    </ol>
  );
