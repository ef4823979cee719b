/** What callers are counted by: the one who calls, and, where there is one, the wider network that it calls from. */
export type NetworkKeys = { readonly caller: string; readonly network?: string | undefined };

const GROUPS = 8;
/** An IPv6 line is at least a /64, and may send from any of its 2^64 addresses. */
const LINE_GROUPS = 4;
/** What a company or a hosting customer is usually given: 65,536 lines. */
const SITE_GROUPS = 3;

/**
 * What a network address is counted by, whatever counts it: an IPv4 address as a whole, an IPv6 address by its /64 and, more
 * loosely, by its /48. What cannot be read is counted as it is written.
 */
export function networkKeys(address: string): NetworkKeys {
  const groups = groupsOf(address);
  if (groups === undefined) return { caller: address };
  const [high = 0, low = 0] = groups.slice(6);
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    return { caller: [high >> 8, high & 0xff, low >> 8, low & 0xff].join(".") };
  }
  return { caller: prefix(groups, LINE_GROUPS), network: prefix(groups, SITE_GROUPS) };
}

/** The small block that an address lies in, which one customer may have whole: /24 of IPv4, /48 of IPv6. */
export function blockOf(address: string): string {
  const { caller, network } = networkKeys(address);
  return network ?? caller.replace(/\.\d+$/, ".0/24");
}

function prefix(groups: readonly number[], length: number): string {
  return `${groups
    .slice(0, length)
    .map((group) => group.toString(16))
    .join(":")}::/${length * 16}`;
}

/** The eight groups of an IPv6 address in any of its spellings; undefined for anything else. */
function groupsOf(address: string): number[] | undefined {
  const url = address.includes(":") ? URL.parse(`http://[${address}]/`) : null;
  if (url === null) return undefined;
  // The host of a URL has one spelling (WHATWG URL, "IPv6 serializer"): no dots, and zeros left out at most once.
  const [before = "", after] = url.hostname.slice(1, -1).split("::");
  const left = read(before);
  const right = read(after ?? "");
  return [...left, ...Array<number>(GROUPS - left.length - right.length).fill(0), ...right];
}

function read(text: string): number[] {
  return text === "" ? [] : text.split(":").map((group) => Number.parseInt(group, 16));
}
