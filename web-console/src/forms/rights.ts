import type { Schemas } from "../api/types";

/** What a user of a database may do in a keyspace. */
export const RIGHTS = [
  { name: "read", label: "Read", text: "select rows" },
  { name: "write", label: "Write", text: "insert, update, delete" },
  { name: "define", label: "Define", text: "create and alter tables" },
  { name: "unmask", label: "Unmask", text: "see masked columns as they are" },
] as const;

/** What one entry allows, for people: shop: read, write. */
export function said(access: Schemas["DatabaseUserAccess"]): string {
  const rights = RIGHTS.filter((right) => access[right.name]).map((right) => right.name);
  return `${access.keyspace === "*" ? "every keyspace" : access.keyspace}: ${rights.join(", ") || "nothing"}`;
}

/** A field of a date and a time has minutes of UTC without saying so. */
export const timeOf = (minutes: string) => new Date(`${minutes}Z`).toISOString();
