/** The numbers of an address, each kind in an order of its own, empty where there are none. */
export type DoorNumbers = {
  /**
   * Those that lead to a door, inside out: flat before house, so that a flat may stand on any line. A tower's letter is written
   * onto the number that follows it, as in "A-1203" for flat 1203 of tower A. Where a country chains its numbers from large
   * to small, so does this, and floors are among them.
   */
  readonly door: string;
  /** Floors and places on them. */
  readonly floors: string;
  /** Numbered streets, sectors and phases. */
  readonly areas: string;
};
