import { SECRET_ROLES, TRUST_ROLES } from "../../app/roles.ts";
import {
  type ChangedWebhook,
  readWebhook,
  redeliver,
  testWebhook,
  type WebhookChange,
} from "../../app/webhooks/manage.ts";
import { rotateAsStaff } from "../../app/webhooks/rotate-as-staff.ts";
import { deliveryPage, webhookView } from "../../app/webhooks/views.ts";
import { renderWebhook } from "../../console/pages/webhook.tsx";
import { renderWebhooks } from "../../console/pages/webhooks.tsx";
import { type WebhookPageView, webhookHref } from "../../console/view-models/webhooks.ts";
import { isEventId } from "../../domain/ids.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { listWebhooks, type WebhookKey } from "../../platform/webhooks/webhooks.ts";
import type { Problem } from "../../wire/problem.ts";
import { DELIVERY_STATES, sentEventAnswer, webhookAnswer } from "../../wire/webhook.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { repeatedPress } from "../repeated-call.ts";
import { type FormAnswer, type FormCall, NOT_OUR_FORM, type Page, type PageCall, type ReasonedCall } from "./page.ts";
import { problemPageResponse } from "./staff-page.ts";

export const webhooksPage: Page = { section: "webhooks", path: "/webhooks", roles: TRUST_ROLES, show: showWebhooks };

const PATH = "/webhooks/:shop/:webhookId";

export const webhookPage: Page = {
  section: "webhooks",
  path: PATH,
  roles: TRUST_ROLES,
  show: showWebhook,
  forms: [
    { path: `${PATH}/test`, roles: TRUST_ROLES, act: testFromForm },
    { path: `${PATH}/deliveries/:eventId/redeliver`, roles: TRUST_ROLES, act: redeliverFromForm },
    { path: `${PATH}/secrets`, roles: SECRET_ROLES, asksWhy: true, act: rotateFromForm },
  ],
};

/** The webhooks of all shops. */
async function showWebhooks({ c, frame }: PageCall): Promise<Response> {
  const { db, nowMs } = depsOf(c);
  const webhooks = await listWebhooks(db, undefined);
  const rows = webhooks.map((webhook) => ({ shop: webhook.shop, webhook: webhookView(webhook, nowMs) }));
  return await c.html(renderWebhooks(rows, frame()));
}

/** One webhook, with a page of what was sent to it. */
async function showWebhook(call: PageCall): Promise<Response> {
  const { c } = call;
  const sent = c.req.query("sent");
  const shown = await answerWebhook(call, { sent: sent !== undefined && isEventId(sent) ? sent : undefined });
  return shown.ok ? shown.value : await problemPageResponse(c, shown.error);
}

async function answerWebhook(
  { c, staff, frame }: PageCall,
  done: Pick<WebhookPageView, "sent" | "secret">,
): Promise<Result<Response, Problem>> {
  const { db, nowMs } = depsOf(c);
  const key = keyOf(c);
  const webhook = await readWebhook({ db }, key);
  if (!webhook.ok) return webhook;
  const filter = {
    state: DELIVERY_STATES.find((known) => known === c.req.query("state")),
    cursor: c.req.query("cursor") || undefined,
  };
  const page = await deliveryPage(db, key, filter);
  if (!page.ok) return page;
  const view: WebhookPageView = {
    shop: key.shop,
    webhook: webhookView(webhook.value, nowMs),
    filter,
    ...page.value,
    pressKey: crypto.randomUUID(),
    mayRotate: SECRET_ROLES.includes(staff.role),
    ...done,
  };
  return ok(await c.html(renderWebhook(view, frame())));
}

async function testFromForm(call: FormCall): FormAnswer {
  return await sendFromForm(call, (change) => testWebhook(depsOf(call.c), change));
}

async function redeliverFromForm(call: FormCall): FormAnswer {
  const eventId = call.c.req.param("eventId") ?? "";
  return await sendFromForm(call, (change) => redeliver(depsOf(call.c), change, eventId));
}

/** Puts an event on its way, and leads back to where its delivery stands. */
async function sendFromForm(
  call: FormCall,
  send: (change: WebhookChange) => Promise<Result<ChangedWebhook, Problem>>,
): FormAnswer {
  const { c } = call;
  const change = changeOf(call);
  if (change === undefined) return err(NOT_OUR_FORM);
  const done = await send(change);
  if (!done.ok) return done;
  const { eventId } = sentEventAnswer.parse(done.value.answer);
  return ok(c.redirect(webhookHref({ shop: change.shop, webhook: change }, { sent: eventId }), 303));
}

/** Makes a new secret, and shows it in the answer of the form: no address leads to it. */
async function rotateFromForm(call: ReasonedCall): FormAnswer {
  const change = changeOf(call);
  if (change === undefined) return err(NOT_OUR_FORM);
  const done = await rotateAsStaff(depsOf(call.c), call.staff, { change, reason: call.why });
  if (!done.ok) return done;
  return await answerWebhook(call, { secret: webhookAnswer.parse(done.value.answer).secret });
}

function changeOf({ c, staff, form }: FormCall): WebhookChange | undefined {
  const press = repeatedPress(c, { source: `staff/${staff.sub}`, form });
  return press === undefined ? undefined : { ...keyOf(c), ...press };
}

function keyOf(c: HttpContext): WebhookKey {
  return { shop: c.req.param("shop") ?? "", webhookId: c.req.param("webhookId") ?? "" };
}
