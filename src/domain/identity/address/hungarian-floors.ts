/** "II/3" and, behind the house, "2/3" are floor and door. */
const ROMAN_AND_DOOR = /(?<![\p{L}\p{N}])([ivx]{1,4})\s?\/\s?(\d{1,3})(?!\p{N})/gu;
const FLOOR_AND_DOOR = /(?<=\d[.,]?\s{1,2})(\d{1,2})\/(\d{1,3})(?![\p{N}/])/gu;
const ROMAN_FLOOR = /(?<![\p{L}\p{N}])([ivx]{1,4})\.?\s?(?=em(?:elet)?(?!\p{L}))/gu;
/** "3. ajtó", and "3. a." behind a floor. */
const DOOR_AFTER =
  /(\d{1,3})\.?\s?ajto(?!\p{L})|(?<=(?:em|emelet|fszt?|foldszint)\.?\s)(\d{1,3})\.?\s?a(?![\p{L}\p{N}])/gu;
/** "u." behind the initial of a first name is the street, and no initial. */
const STREET = /(?<!\p{L})u\.?(?=\s*\d)/gu;

const ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split(" ");

/**
 * Writes floor and door of a Hungarian address in one way, which reads like that of other countries: "II/3" and "2. em. 3. ajtó" are
 * "2. emelet ajto 3" or "2. emelet 3".
 * @param text output of `foldText`
 */
export function withFloorsNamed(text: string): string {
  return text
    .replace(STREET, "utca")
    .replace(ROMAN_AND_DOOR, (written, roman: string, door: string) => {
      const floor = ROMAN.indexOf(roman) + 1;
      return floor === 0 ? written : `${floor}. emelet ${door}`;
    })
    .replace(FLOOR_AND_DOOR, "$1. emelet $2")
    .replace(ROMAN_FLOOR, (written, roman: string) => {
      const floor = ROMAN.indexOf(roman) + 1;
      return floor === 0 ? written : `${floor}. `;
    })
    .replace(DOOR_AFTER, (_, door?: string, short?: string) => `ajto ${door ?? short}`);
}
