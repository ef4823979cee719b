import { KeySwitch } from "../../../console/components/key-switch.tsx";
import { TRANSITION_WORDS } from "../view-models/resellers.ts";

const READING = [
  ["j", "next case"],
  ["k", "previous case"],
  ["/", "search"],
  ["f", "pictures, notice and purchases"],
  ["?", "this list"],
] as const;
const DECIDING = [
  ["s", "choose the case shown, or leave it"],
  ["b", "do something to the chosen cases"],
  ["g", "assign"],
  ["u", "undo"],
] as const;

/** The keys of the page, for whoever reviews all day. */
export const KeyList = ({ mayDecide }: { readonly mayDecide: boolean }) => {
  const transitions = Object.values(TRANSITION_WORDS).map(({ key, name }) => [key, name.toLowerCase()] as const);
  const keys = mayDecide ? [...READING, ...DECIDING, ...transitions] : READING;
  return (
    <details class="keys">
      <summary class="button" data-key="?">
        Keys <kbd>?</kbd>
      </summary>
      <dl>
        {keys.map(([key, words]) => (
          <div>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <KeySwitch />
    </details>
  );
};
