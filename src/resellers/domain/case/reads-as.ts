import { parseSellerUrl } from "../host/parse-seller-url.ts";

/** A subject in the letters that a person sees, where those are not the letters of DNS. */
export function readsAs(subject: string): string | undefined {
  const url = parseSellerUrl(subject);
  return url.ok && url.value.host.unicode !== url.value.host.ascii ? url.value.host.unicode : undefined;
}
