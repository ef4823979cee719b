/**
 * Hash of the policy that made the latest decision of a sale: what an instance that was just started goes on with where the
 * live one cannot be had.
 */
export function latestPolicyHash(sql: SqlStorage): string | undefined {
  const latest = sql.exec<{ policyHash: string }>(
    "SELECT record ->> 'policyHash' AS policyHash FROM attempt ORDER BY seq DESC LIMIT 1",
  );
  return latest.toArray()[0]?.policyHash;
}
