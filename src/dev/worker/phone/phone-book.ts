/** One line of a telephone's screen. */
export type PhoneLine = {
  /** Who says it: the person, the shop, or this page, of what is no text message. */
  readonly by: "person" | "shop" | "page";
  readonly text: string;
};

/** A telephone of this page, with what it has sent and got. */
export type Telephone = {
  readonly name: string;
  readonly number: string;
  readonly lines: PhoneLine[];
  /** The message that it sent last, as its provider passes it on. */
  lastBody?: string;
};

/** Telephones by what they are called in the address. They remember for as long as this process lives. */
export type PhoneBook = ReadonlyMap<string, Telephone>;

export function createPhoneBook(): PhoneBook {
  return new Map([
    ["asha", { name: "Asha", number: "+919876543210", lines: [] }],
    ["ben", { name: "Ben", number: "+919812345678", lines: [] }],
  ]);
}

const LINES_KEPT_MAX = 60;

/** Puts a line onto the screen; the oldest leave it. */
export function addLine({ lines }: Telephone, line: PhoneLine): void {
  lines.push(line);
  lines.splice(0, Math.max(0, lines.length - LINES_KEPT_MAX));
}
