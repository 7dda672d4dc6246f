import type { Schemas } from "../api/types";
import { RIGHTS, timeOf } from "./rights";

/** A user to make with a cluster, as the form holds it. Its password is made by the API: nothing secret is in a draft. */
export interface FirstUserDraft {
  name: string;
  rights: Record<(typeof RIGHTS)[number]["name"], boolean>;
  /** Minutes of UTC; empty: it never ends. */
  ends: string;
}

export const newUser: FirstUserDraft = { name: "", rights: { read: true, write: true, define: false, unmask: false }, ends: "" };

/** In every keyspace: a new cluster has none that could be named. */
export function firstUserOf({ name, rights, ends }: FirstUserDraft): Schemas["FirstUserRequest"] {
  const given = RIGHTS.filter((right) => rights[right.name]);
  return {
    name: name.trim(),
    ...(given.length > 0 ? { access: [{ keyspace: "*", ...Object.fromEntries(given.map((right) => [right.name, true])) }] } : {}),
    ...(ends ? { expiresAt: timeOf(ends) } : {}),
  };
}
