import { thrownByStorage } from "./storage-fault.ts";

/** What a binding and all that comes of it are watched as, and back. */
const watchedOf = new WeakMap<object, object>();
const realOf = new WeakMap<object, object>();
/** What each database took when it answered last, in bytes. */
const bytesOf = new WeakMap<object, number>();

/**
 * A database, a bucket or a queue whose calls throw a `StorageFault` where storage failed: every use of it can be told from a fault of ours,
 * whatever the platform's words are. The same binding gives the same object.
 */
export function watchStorage<Binding extends D1Database | R2Bucket | Queue>(binding: Binding): Binding {
  return watched(binding, binding);
}

/** What the database took when it answered last, as its answers say; 0 where none has said so to this isolate. */
export function databaseBytes(db: D1Database): number {
  return bytesOf.get(realOf.get(db) ?? db) ?? 0;
}

/** A binding, or a statement or an upload that was made of it. */
function watched<Of extends object>(of: Of, binding: object): Of {
  const known = watchedOf.get(of);
  if (known !== undefined && isSameKind(known, of)) return known;
  const proxy = new Proxy(of, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== "function") return member;
      return (...given: unknown[]) => {
        const answer: unknown = Reflect.apply(member, target, given.map(unwatched));
        if (answer instanceof Promise) return arrived(answer, binding);
        return isObject(answer) ? watched(answer, binding) : answer;
      };
    },
  });
  watchedOf.set(of, proxy);
  realOf.set(proxy, of);
  return proxy;
}

async function arrived(answer: Promise<unknown>, binding: object): Promise<unknown> {
  try {
    const value = await answer;
    noteBytes(value, binding);
    // What R2 gives has a body that is still to be read.
    return isObject(value) && "arrayBuffer" in value ? watched(value, binding) : value;
  } catch (error) {
    throw thrownByStorage(error);
  }
}

/** Results of D1 say what the database takes: of a batch each does. */
function noteBytes(value: unknown, binding: object): void {
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  const meta = isObject(last) && "meta" in last ? last.meta : undefined;
  const bytes = isObject(meta) && "size_after" in meta ? meta.size_after : undefined;
  if (typeof bytes === "number") bytesOf.set(binding, bytes);
}

/** Statements of a batch are handed over as what they are. */
function unwatched(given: unknown): unknown {
  if (Array.isArray(given)) return given.map(unwatched);
  return isObject(given) ? (realOf.get(given) ?? given) : given;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function isSameKind<Of extends object>(known: object, of: Of): known is Of {
  return realOf.get(known) === of;
}
