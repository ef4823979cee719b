import type { RangeBar, SignalGroup } from "../view-models/signal-groups.ts";

/** Every signal of the request, against what is usual where that is known. */
export const SignalTable = ({ groups }: { readonly groups: readonly SignalGroup[] }) => (
  <div class="signal-groups">
    {groups.map(({ title, rows, ranged }) => (
      <table>
        <caption>
          <strong>{title}</strong>
        </caption>
        <thead class="visually-hidden">
          <tr>
            <th scope="col">Signal</th>
            <th scope="col">Value</th>
            {ranged ? <th scope="col">Against what is usual</th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, title: words, value, range }) => (
            <tr>
              <th scope="row">
                <span class="signal-title">{words}</span>
                {words === name ? null : <span class="code">{name}</span>}
              </th>
              <td class="number">{value}</td>
              {ranged ? <td class="range-cell">{range === undefined ? null : <Range range={range} />}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    ))}
  </div>
);

const Range = ({ range }: { readonly range: RangeBar }) => (
  <>
    <svg class="range" aria-hidden="true">
      <rect class="track" y="8" width="100%" height="4" rx="2" />
      <rect class="range-usual" x={range.usualStart} y="6" width={range.usualLength} height="8" rx="2" />
      <circle class={range.standing === "usual" ? "range-value" : "range-outside"} cx={range.valueAt} cy="10" r="5" />
    </svg>
    <span class="soft range-words">
      {range.standing}; usual is {range.usualWords}
    </span>
  </>
);
