import type { DurableObject } from "cloudflare:workers";

type ObjectClass = new (state: DurableObjectState, env: object) => DurableObject;
/** An object as its own Worker calls it when the clock was moved. */
type Clocked = { readonly clockMoved: (byMs: number) => Promise<void> };
type Objects = { readonly [binding: string]: { readonly getByName: (name: string) => Clocked } };

const RealDate = Date;
let aheadMs = 0;

/** Objects that have lived since the Worker started, each with the binding that it is reached by. */
const known = new Map<string, { readonly binding: string; readonly name: string }>();
let native: Pick<DurableObjectStorage, "setAlarm" | "getAlarm"> | undefined;

/** The time of everything in this isolate. Nothing of the Worker is changed: it asks the same `Date` as ever. */
globalThis.Date = new Proxy(RealDate, {
  get: (target, name, receiver) => (name === "now" ? movedNow : Reflect.get(target, name, receiver)),
  construct: (target, args: [], newTarget) =>
    Reflect.construct(target, args.length === 0 ? [movedNow()] : args, newTarget),
});

function movedNow(): number {
  return RealDate.now() + aheadMs;
}

/** The same object, whose alarms fire by the clock that is moved. @param binding by which its Worker reaches it */
export function onMovableClock(base: ObjectClass, binding: string): ObjectClass {
  return class extends base {
    constructor(state: DurableObjectState, env: object) {
      moveAlarms(state.storage);
      super(state, env);
      const name = state.id.name ?? "";
      known.set(`${binding} ${name}`, { binding, name });
    }

    async clockMoved(byMs: number): Promise<void> {
      const { storage } = this.ctx;
      const atMs = await native?.getAlarm.call(storage);
      if (atMs !== null && atMs !== undefined) {
        await native?.setAlarm.call(storage, Math.max(RealDate.now() + 1, atMs - byMs));
      }
    }
  };
}

/** The runtime fires alarms by its own clock: it is told moments of that one. */
function moveAlarms(storage: DurableObjectStorage): void {
  if (native !== undefined) return;
  const methods: DurableObjectStorage = Object.getPrototypeOf(storage);
  const { setAlarm, getAlarm } = methods;
  native = { setAlarm, getAlarm };
  methods.setAlarm = function (at, options) {
    return setAlarm.call(this, Number(at) - aheadMs, options);
  };
  methods.getAlarm = async function (options) {
    const atMs = await getAlarm.call(this, options);
    return atMs === null ? null : atMs + aheadMs;
  };
}

/** The Worker's handlers, and one path more that moves its clock; nothing but the development Worker reaches it. */
export function withMovableClock<
  Handlers extends { readonly fetch: (...args: [Request, object, ExecutionContext]) => unknown },
>(handlers: Handlers) {
  return {
    ...handlers,
    async fetch(request: Request, env: Objects, context: ExecutionContext): Promise<unknown> {
      if (new URL(request.url).pathname !== "/dev/clock") return await handlers.fetch(request, env, context);
      const { byMs } = await request.json<{ byMs: number }>();
      aheadMs += byMs;
      await Promise.all([...known.values()].map(({ binding, name }) => env[binding]?.getByName(name).clockMoved(byMs)));
      return new Response(null, { status: 204 });
    },
  };
}
