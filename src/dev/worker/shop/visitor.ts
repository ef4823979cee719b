import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { CUSTOMER_NAMES, type CustomerName } from "./customers.ts";

const VISITOR_COOKIE = "shop_visitor";
const DEVICE_COOKIE = "shop_device";
const CUSTOMER_COOKIE = "shop_customer";
const KEPT_SECONDS = 30 * 24 * 3600;
const VISITOR_FORM = /^[0-9a-z]{6,10}-[0-9a-f]{8}$/;
const DEVICE_FORM = /^dev_[0-9a-f-]{36}$/;

/**
 * Who is looking at the demo shop. Each browser has its own set of demo customers, so the demo can be tried again in
 * another browser or a private window while the sale goes on.
 */
export type Visitor = {
  /** Second of the first visit in base 36, and a random part. */
  readonly visitorId: string;
  /** The shop's own id of this device. */
  readonly deviceId: string;
  readonly customer: CustomerName;
};

/** Reads the visitor's cookies, and sets those that are missing. */
export function readVisitor(c: Context, nowMs: number): Visitor {
  const visitorId = getCookie(c, VISITOR_COOKIE);
  const deviceId = getCookie(c, DEVICE_COOKIE);
  const customer = CUSTOMER_NAMES.find((name) => name === getCookie(c, CUSTOMER_COOKIE));
  return {
    visitorId: visitorId !== undefined && VISITOR_FORM.test(visitorId) ? visitorId : newVisitor(c, nowMs),
    deviceId: deviceId !== undefined && DEVICE_FORM.test(deviceId) ? deviceId : newDevice(c),
    customer: customer ?? CUSTOMER_NAMES[0],
  };
}

/** From now on this browser shops as another of its demo customers. */
export function switchCustomer(c: Context, customer: CustomerName): void {
  keep(c, CUSTOMER_COOKIE, customer);
}

function newVisitor(c: Context, nowMs: number): string {
  const visitorId = `${Math.floor(nowMs / 1000).toString(36)}-${crypto.randomUUID().slice(0, 8)}`;
  keep(c, VISITOR_COOKIE, visitorId);
  return visitorId;
}

function newDevice(c: Context): string {
  const deviceId = `dev_${crypto.randomUUID()}`;
  keep(c, DEVICE_COOKIE, deviceId);
  return deviceId;
}

function keep(c: Context, name: string, value: string): void {
  setCookie(c, name, value, { path: "/shop", httpOnly: true, sameSite: "Lax", maxAge: KEPT_SECONDS });
}
