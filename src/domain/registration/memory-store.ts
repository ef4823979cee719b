import type { Registration, RegistrationStore } from "./registration.ts";

/** The rows of a register in memory, for simulation and tests. */
export function memoryRegistrationStore(): RegistrationStore {
  const rows = new Map<string, Registration>();
  const ofAccount = (account: string) => [...rows.values()].filter((row) => row.account === account);
  return {
    find: (registrationId) => rows.get(registrationId),
    findByAccount: (account) =>
      ofAccount(account).find(({ withdrawn }) => withdrawn === undefined) ?? ofAccount(account).at(-1),
    findByCall: (account, call) => ofAccount(account).find((row) => row.call === call),
    write: (registration) => void rows.set(registration.registrationId, registration),
    forget: (accounts) => {
      const forgotten = [...rows.values()].filter(({ account }) => accounts.includes(account));
      for (const { registrationId } of forgotten) rows.delete(registrationId);
      return forgotten.length;
    },
  };
}
