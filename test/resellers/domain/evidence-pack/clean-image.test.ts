import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { cleanImage } from "../../../../src/resellers/domain/evidence-pack/clean-image.ts";
import { crc32 } from "../../../../src/resellers/domain/evidence-pack/crc32.ts";
import { IMAGE_SIDE_PIXELS_MAX } from "../../../../src/resellers/domain/evidence-pack/image.ts";

/** Each says who made it (EXIF, XMP) and where (GPS), as other programs write it. */
const PICTURES = ["screenshot.png"];
/** Pictures of formats in which bytes can hide among coded pixels. */
const OTHERS = ["screenshot.jpg", "photograph.jpg", "screenshot.webp", "lossless.webp"];
const SIZE = { widthPixels: 24, heightPixels: 16 };

function picture(name: string): Buffer {
  return readFileSync(`test/fixtures/reseller/images/${name}`);
}

function cleaned(bytes: Uint8Array) {
  const image = cleanImage(bytes);
  if (!image.ok) throw new TypeError(`refused: ${image.error}`);
  return { ...image.value, text: Buffer.from(image.value.bytes).toString("latin1") };
}

/** The picture with other bytes from a place on. */
function altered(name: string, at: number, bytes: readonly number[]): Uint8Array {
  const copy = Uint8Array.from(picture(name));
  copy.set(bytes, at);
  return copy;
}

/** A part of a PNG with so many bytes of data. */
function part(kind: string, bytes: number): Buffer {
  const body = Buffer.concat([Buffer.from(kind), Buffer.alloc(bytes, 65)]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(bytes, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** The screenshot with further parts behind its header. */
function withParts(...parts: Buffer[]): Buffer {
  const png = picture("screenshot.png");
  return Buffer.concat([png.subarray(0, 33), ...parts, png.subarray(33)]);
}

describe("a cleaned picture", () => {
  it.each(PICTURES)("%s has its size and says nothing of who made it", (name) => {
    expect(picture(name).toString("latin1")).toContain("CANARY-EXIF");
    const image = cleaned(picture(name));
    expect(image).toMatchObject({ ...SIZE, type: "image/png" });
    expect(image.text).not.toMatch(/CANARY|Exif|XMP|eXIf|iTXt|xmpmeta/);
  });

  it.each(PICTURES)("%s is itself as clean as can be, and cleaning changes it no further", (name) => {
    const once = cleaned(picture(name));
    expect(Buffer.from(cleaned(once.bytes).bytes).equals(Buffer.from(once.bytes))).toBe(true);
  });

  it.each(PICTURES)("%s carries nothing behind its end", (name) => {
    const page = Buffer.concat([picture(name), Buffer.from("<script>alert(1)</script>")]);
    expect(Buffer.from(cleaned(page).bytes).equals(Buffer.from(cleaned(picture(name)).bytes))).toBe(true);
  });

  it("keeps the coded pixels byte for byte", () => {
    const original = picture("screenshot.png").toString("latin1");
    const from = original.indexOf("IDAT");
    const pixels = original.slice(from, original.indexOf("IEND", from));
    expect(cleaned(picture("screenshot.png")).text).toContain(pixels);
  });
});

describe("cleanImage", () => {
  it.each([
    ["nothing", ""],
    ["a page", "<!doctype html><script>alert(1)</script>"],
    ["a drawing that can run script", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"],
    ["another picture format", "GIF89a"],
    ["another file of the same container", "RIFF\u0004\u0000\u0000\u0000WAVE"],
  ])("refuses %s", (_, text) => {
    expect(cleanImage(Buffer.from(text, "latin1"))).toEqual({ ok: false, error: "not-an-image" });
  });

  it.each(PICTURES)("refuses %s cut off at any byte, and never fails", (name) => {
    const whole = picture(name);
    const end = cleaned(whole).bytes.length;
    const kinds = new Set<string>();
    for (let length = 0; length < Math.min(end, whole.length); length++) {
      const cut = cleanImage(whole.subarray(0, length));
      kinds.add(cut.ok ? "taken" : cut.error);
    }
    expect([...kinds].sort()).toEqual(["damaged", "not-an-image"]);
  });

  it("refuses a PNG of which a byte was changed", () => {
    const at = picture("screenshot.png").indexOf("IDAT") + 8;
    expect(cleanImage(altered("screenshot.png", at, [0]))).toEqual({ ok: false, error: "damaged" });
  });

  it("refuses a picture that asks for more memory than any screen has", () => {
    const png = Uint8Array.from(picture("screenshot.png"));
    const view = new DataView(png.buffer);
    view.setUint32(16, IMAGE_SIDE_PIXELS_MAX + 1);
    view.setUint32(29, crc32(png.subarray(12, 29)));
    expect(cleanImage(png)).toEqual({ ok: false, error: "too-many-pixels" });
    view.setUint32(20, IMAGE_SIDE_PIXELS_MAX);
    view.setUint32(16, IMAGE_SIDE_PIXELS_MAX);
    view.setUint32(29, crc32(png.subarray(12, 29)));
    expect(cleanImage(png)).toEqual({ ok: false, error: "too-many-pixels" });
    view.setUint32(20, 16);
    view.setUint32(29, crc32(png.subarray(12, 29)));
    expect(cleanImage(png)).toMatchObject({ ok: true });
  });

  it("refuses a PNG with a part that is longer than its kind, or there twice", () => {
    expect(cleanImage(withParts(part("gAMA", 400)))).toEqual({ ok: false, error: "surplus" });
    expect(cleanImage(withParts(part("gAMA", 4), part("gAMA", 4)))).toEqual({ ok: false, error: "surplus" });
  });

  it.each(OTHERS)("refuses %s, of which nobody can tell what hides among its coded pixels", (name) => {
    expect(cleanImage(picture(name))).toEqual({ ok: false, error: "not-cleanable" });
  });

  it("refuses a picture that moves: one frame of it would show what nobody saw", () => {
    expect(cleanImage(withParts(part("acTL", 8)))).toEqual({ ok: false, error: "animated" });
  });
});
