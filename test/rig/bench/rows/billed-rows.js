/**
 * Counts what the runtime says that it read and wrote, as Cloudflare bills it: rows of the SQL of every object, rows of D1, and alarms
 * that were set, each of which is billed as a row. It stands around the deployed Worker, which does not know of it.
 */
const counted = { object: { read: 0, written: 0 }, alarms: 0, database: { read: 0, written: 0 } };

/** A cursor knows its rows once it was read; so many later ones that is over. */
const CURSORS_OPEN_MAX = 1000;
const cursors = [];
let isCountingObjects = false;
let isCountingDatabase = false;

/** A class of objects whose rows are counted. */
export function counting(Deployed) {
  return class extends Deployed {
    constructor(state, env) {
      countObjects(state.storage);
      super(state, env);
    }
  };
}

/** The Worker itself, which also answers `GET /billed-rows`. */
export function countingWorker(deployed) {
  return {
    ...deployed,
    async fetch(request, env, context) {
      if (new URL(request.url).pathname === "/billed-rows") return Response.json(await totals(env));
      countDatabase(env.DB);
      return await deployed.fetch(request, env, context);
    },
  };
}

async function totals({ DB }) {
  close(0);
  const sum = structuredClone(counted);
  const { results } = await DB.prepare("SELECT COUNT(*) AS n FROM decision").all();
  return { ...sum, archived: results[0].n };
}

function countObjects(storage) {
  if (isCountingObjects) return;
  isCountingObjects = true;
  const [ofSql, ofStorage] = [Object.getPrototypeOf(storage.sql), Object.getPrototypeOf(storage)];
  const { exec } = ofSql;
  ofSql.exec = function (...query) {
    const cursor = exec.apply(this, query);
    cursors.push(cursor);
    close(CURSORS_OPEN_MAX);
    return cursor;
  };
  const { setAlarm } = ofStorage;
  ofStorage.setAlarm = function (...when) {
    counted.alarms += 1;
    return setAlarm.apply(this, when);
  };
}

function close(left) {
  while (cursors.length > left) {
    const { rowsRead, rowsWritten } = cursors.shift();
    counted.object.read += rowsRead;
    counted.object.written += rowsWritten;
  }
}

function countDatabase(db) {
  if (isCountingDatabase) return;
  isCountingDatabase = true;
  const ofStatement = Object.getPrototypeOf(db.prepare("SELECT 1"));
  const ofDatabase = Object.getPrototypeOf(db);
  const { all, run } = ofStatement;
  ofStatement.all = async function () {
    return note(await all.call(this));
  };
  ofStatement.run = async function () {
    return note(await run.call(this));
  };
  ofStatement.first = async function (column) {
    const { results } = await this.all();
    const row = results[0] ?? null;
    return row === null || column === undefined ? row : row[column];
  };
  const { batch } = ofDatabase;
  ofDatabase.batch = async function (statements) {
    const results = await batch.call(this, statements);
    for (const result of results) note(result);
    return results;
  };
}

/** One call may be made of another, with the same result. */
const noted = new WeakSet();

function note(result) {
  if (noted.has(result)) return result;
  noted.add(result);
  counted.database.read += result.meta.rows_read;
  counted.database.written += result.meta.rows_written;
  return result;
}
