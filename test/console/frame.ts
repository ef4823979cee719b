import { type Frame, SECTIONS, type Section } from "../../src/console/frame.ts";

/** The frame of a page as an administrator sees it. */
export function frameIn(section: Section): Frame {
  return {
    environment: "development",
    person: { email: "trust.one@firsthand.example", roles: ["admin"] },
    section,
    sections: SECTIONS.map(({ name }) => name),
  };
}
