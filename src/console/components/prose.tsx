/** A text of the API's description: what stands between backticks is code. */
export const Prose = ({ text = "" }: { readonly text?: string | undefined }) => (
  <>{text.split("`").map((part, at) => (at % 2 === 0 ? part : <code>{part}</code>))}</>
);
