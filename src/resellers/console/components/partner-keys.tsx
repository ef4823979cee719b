import { Moment } from "../../../console/components/moment.tsx";
import { WHY_LENGTH_MAX } from "../../../domain/limits.ts";
import { type ListedPartner, type PartnerKeysView, partnerHref } from "../view-models/partners.ts";

type Props = { readonly partner: ListedPartner; readonly keys: PartnerKeysView; readonly mayChange: boolean };

/** Keys of the tablets of a partner's stores: which there are, and one that was just made, which is shown this once. */
export const PartnerKeys = ({ partner, keys: { kept, newKey }, mayChange }: Props) => (
  <section class="card panel" aria-labelledby="keys">
    <h2 id="keys">Keys of its stores</h2>
    {newKey === undefined ? null : (
      <div role="status">
        <p>This key is shown once. Type it into the page /partner on the tablet of the store.</p>
        <p>
          <code class="code">{newKey}</code>
        </p>
      </div>
    )}
    {kept.length === 0 ? <p class="soft">It has no key, so nobody there can hand over orders at /partner.</p> : null}
    <ul class="plain-list">
      {kept.map(({ keyHash, madeAtMs, endedAtMs }) => (
        <li>
          Key {keyHash.slice(0, SHOWN_CHARS)}, made <Moment atMs={madeAtMs} />
          {endedAtMs === undefined ? null : (
            <>
              , ended <Moment atMs={endedAtMs} />
            </>
          )}
          {mayChange && endedAtMs === undefined ? (
            <Reasoned
              action={`${partnerHref(partner.id)}/keys/${keyHash}/end`}
              field={`why-${keyHash}`}
              words={`End key ${keyHash.slice(0, SHOWN_CHARS)}`}
            />
          ) : null}
        </li>
      ))}
    </ul>
    {mayChange ? (
      <Reasoned
        action={`${partnerHref(partner.id)}/keys`}
        field="why-key"
        words={`Make a key of ${partner.legalName}`}
      />
    ) : null}
  </section>
);

/** So many characters of a hash tell one key from another. */
const SHOWN_CHARS = 8;

const Reasoned = (props: { readonly action: string; readonly field: string; readonly words: string }) => (
  <form class="filters" method="post" action={props.action}>
    <div class="field">
      <label for={props.field}>Why? It is kept with your name.</label>
      <input id={props.field} name="why" required maxlength={WHY_LENGTH_MAX} autocomplete="off" />
    </div>
    <button class="button" type="submit">
      {props.words}
    </button>
  </form>
);
