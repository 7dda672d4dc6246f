import type { Role } from "../api/types";

/** What each role may, in the words of the table that the control plane enforces. */
export const ROLES: Record<Role, string> = {
  OWNER: "Owner: all of it",
  OPERATOR: "Operator: creates and changes clusters and their users",
  KEY_ADMINISTRATOR: "Key administrator: keys and the audit trail",
  DEVELOPER: "Developer: connects",
  VIEWER: "Viewer: reads",
  MEMBER: "Member: sees the organization",
};

export const PROJECT_ROLES: Role[] = ["OWNER", "OPERATOR", "KEY_ADMINISTRATOR", "DEVELOPER", "VIEWER"];
export const ORGANIZATION_ROLES: Role[] = ["OWNER", "MEMBER", "OPERATOR", "KEY_ADMINISTRATOR", "DEVELOPER", "VIEWER"];

export const choicesOf = (roles: Role[]) => roles.map((role) => ({ value: role, label: ROLES[role] }));

/** The end of the day in so many days, UTC: a request that is sent twice says the same. */
export function endOfDay(days: number): string {
  return new Date(Math.ceil(Date.now() / 86_400_000 + days) * 86_400_000).toISOString();
}

export const LIVES = [
  { value: "7", label: "in 7 days" },
  { value: "90", label: "in 90 days" },
  { value: "365", label: "in a year" },
  { value: "", label: "never" },
];
