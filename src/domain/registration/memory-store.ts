import type { Registration, RegistrationStore } from "./registration.ts";

/** The rows of a register in memory, for simulation and tests. */
export function memoryRegistrationStore(): RegistrationStore {
  const rows = new Map<string, Registration>();
  const ofAccount = (account: string) => [...rows.values()].filter((row) => row.account === account);
  return {
    find: (registrationId) => rows.get(registrationId),
    findByAccount: (account) => ofAccount(account).find(({ withdrawn }) => withdrawn === undefined),
    findByCall: (account, call) => ofAccount(account).find((row) => row.withdrawn !== undefined && row.call === call),
    hasWithdrawn: (account) => ofAccount(account).some(({ withdrawn }) => withdrawn !== undefined),
    countCarried: () => [...rows.values()].filter(({ carriedFrom }) => carriedFrom !== undefined).length,
    write: (registration) => void rows.set(registration.registrationId, registration),
    pageAfter: (registrationId, count) =>
      [...rows.values()]
        .filter((row) => row.withdrawn === undefined && row.late === undefined && row.registrationId > registrationId)
        .sort(byId)
        .slice(0, count),
    latePageAfter: (registrationId, beforeMs, count) =>
      [...rows.values()]
        .filter((row) => row.late === true && row.outcome === undefined && row.withdrawn === undefined)
        .filter((row) => row.recordedAtMs < beforeMs && row.registrationId > registrationId)
        .sort(byId)
        .slice(0, count),
    countWithdrawn: () => [...rows.values()].filter(({ withdrawn }) => withdrawn !== undefined).length,
    countBySteps: (stepMs) => {
      const counts = new Map<number, number>();
      for (const { recordedAtMs } of rows.values()) {
        const atMs = recordedAtMs - (recordedAtMs % stepMs);
        counts.set(atMs, (counts.get(atMs) ?? 0) + 1);
      }
      return [...counts].map(([atMs, count]) => ({ atMs, count })).sort((a, b) => a.atMs - b.atMs);
    },
    meet: (met) => {
      for (const [registrationId, sharers] of met) {
        const row = rows.get(registrationId);
        if (row !== undefined) rows.set(registrationId, { ...row, sharers });
      }
    },
    tell: (outcomes) =>
      outcomes.flatMap(([registrationId, outcome]) => {
        const row = rows.get(registrationId);
        if (row === undefined) return [registrationId];
        rows.set(registrationId, { ...row, outcome });
        return [];
      }),
    revokeInvites: (accounts) => {
      for (const row of rows.values()) {
        const { invite, account, registrationId } = row;
        if (invite === undefined || !accounts.includes(account)) continue;
        rows.set(registrationId, { ...row, invite: { ...invite, isRevoked: true } });
      }
    },
    named: (kind, pseudonyms) =>
      [...rows.values()].flatMap(({ account, evidence }) => {
        const pseudonym = kind === "account" ? account : evidence?.keys[kind];
        return pseudonym === undefined || !pseudonyms.includes(pseudonym) ? [] : [{ account, pseudonym }];
      }),
    forget: (accounts) => {
      const forgotten = [...rows.values()].filter(({ account }) => accounts.includes(account));
      for (const { registrationId } of forgotten) rows.delete(registrationId);
      return forgotten.length;
    },
  };
}

function byId(one: Registration, other: Registration): number {
  return one.registrationId < other.registrationId ? -1 : 1;
}
