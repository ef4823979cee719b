import type { Random } from "../../../test/rig/shared/random.ts";
import { pick } from "../train/pick.ts";

/** What a program types into the address form: a field's selector and the text. */
export type Buyer = readonly { readonly field: string; readonly text: string }[];

const FIRST = ["Anil", "Bela", "Chetan", "Divya", "Esha", "Farid", "Gauri", "Hari", "Indu", "Jaya", "Kiran", "Leela"];
const LAST = ["Bose", "Das", "Gupta", "Iyer", "Jain", "Kapoor", "Lal", "Mehta", "Nair", "Patel", "Rao", "Shah"];
const HOUSES = ["Flat", "House", "Plot"];
const STREETS = [
  "Garden Road",
  "Station Road",
  "Mill Lane",
  "Temple Street",
  "Hill View",
  "Canal Road",
  "Market Street",
];
const TOWNS = [
  ["Pune", "411001"],
  ["Nagpur", "440001"],
  ["Jaipur", "302001"],
  ["Kochi", "682001"],
  ["Indore", "452001"],
  ["Surat", "395003"],
] as const;

/** An address of its own for each run, so that what is recorded is judged by how it was typed and not by who else lives there. */
export function drawBuyer(random: Random): Buyer {
  const [town, pin] = pick(TOWNS, random);
  return [
    { field: "#name", text: `${pick(FIRST, random)} ${pick(LAST, random)}` },
    { field: "#line1", text: `${pick(HOUSES, random)} ${1 + Math.floor(random.uniform() * 9_999)}` },
    { field: "#line2", text: `${1 + Math.floor(random.uniform() * 999)} ${pick(STREETS, random)}` },
    { field: "#city", text: town },
    { field: "#postalCode", text: pin },
  ];
}
