import { describe, expect, it } from "vitest";
import { readWebhookUrl } from "../../../src/platform/webhooks/webhook-url.ts";

const GOOD = "https://shop.example.com/hooks";

describe("the address of a webhook", () => {
  it.each([GOOD, "https://shop.example.com:8443/", "https://xn--bcher-kva.example/a?b=c"])("may be %s", (url) => {
    expect(readWebhookUrl(url, false)).toEqual({ ok: true, value: url });
  });

  it.each([
    ["http://shop.example.com/", "must begin with https://"],
    ["hooks", "is not an address"],
    ["https://user:secret@shop.example.com/", "carries a password"],
    ["https://shop.example.com/#x", "has a part after #"],
    ["https://127.0.0.1/", "names a number as its host"],
    ["https://2130706433/", "names a number as its host"],
    ["https://0x7f.1/", "names a number as its host"],
    ["https://169.254.169.254/latest", "names a number as its host"],
    ["https://[::1]/", "names a number as its host"],
    ["https://[::ffff:10.0.0.1]/", "names a number as its host"],
    ["https://localhost/", "private network"],
    ["https://api.localhost./", "private network"],
    ["https://intranet/", "private network"],
    ["https://db.internal/", "private network"],
    ["https://printer.local/", "private network"],
    ["https://nas.home.arpa/", "private network"],
    ["https://shop.example.com:22/", "names a port of another service"],
    ["javascript:alert(1)", "must begin with https://"],
    ["file:///etc/passwd", "must begin with https://"],
  ])("may not be %s", (url, why) => {
    const read = readWebhookUrl(url, false);
    expect(read.ok ? "" : read.error).toContain(why);
  });

  it("may be on this machine in development", () => {
    expect(readWebhookUrl("http://127.0.0.1:3000/hooks", true).ok).toBe(true);
  });
});
