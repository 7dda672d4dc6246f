/** A resource of the Terraform provider with the values of the API's request. */
export interface Resource {
  type: keyof typeof RENAMED;
  values: Record<string, unknown>;
}

/** Where an attribute's name is not the API's in snake_case: Terraform keeps some words for itself. */
const RENAMED = {
  kanesh_allowed_cidrs: {},
  kanesh_cluster: {},
  kanesh_database_user: {},
  kanesh_identity_provider: {},
  kanesh_key: {},
  kanesh_key_policy: {},
  kanesh_organization: {},
  kanesh_organization_member: {},
  kanesh_project: {},
  kanesh_project_member: {},
  kanesh_service_account: {},
  kanesh_service_account_token: {},
  kanesh_token: {},
} satisfies Record<string, Record<string, string>>;

export function asTerraform({ type, values }: Resource): string {
  const label = labelOf(values["name"]);
  return `resource "${type}" "${label}" ${block(values, RENAMED[type], "")}\n`;
}

function block(values: Record<string, unknown>, renamed: Record<string, string>, indent: string): string {
  const present = Object.entries(values).filter(([, value]) => value !== undefined && value !== null);
  const names = present.map(([name]) => renamed[name] ?? snake(name));
  const longest = Math.max(0, ...names.map((name) => name.length));
  const lines = present.map(([, value], at) => `${indent}  ${(names[at] ?? "").padEnd(longest)} = ${expression(value, renamed, `${indent}  `)}\n`);
  return `{\n${lines.join("")}${indent}}`;
}

function expression(value: unknown, renamed: Record<string, string>, indent: string): string {
  if (Array.isArray(value)) return `[${value.map((one) => expression(one, renamed, indent)).join(", ")}]`;
  if (typeof value === "object" && value !== null) return block(value as Record<string, unknown>, renamed, indent);
  if (typeof value === "string") return quoted(value);
  return String(value);
}

/** Terraform would read ${ and %{ in a text as its own. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll("${", () => "$${").replaceAll("%{", "%%{");
}

function snake(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
}

/** A label takes letters, digits, _ and -, and does not begin with a digit. */
function labelOf(name: unknown): string {
  const plain = typeof name === "string" ? name.toLowerCase().replace(/[^a-z0-9_]+/g, "_").replace(/^_+|_+$/g, "") : "";
  return /^[a-z]/.test(plain) ? plain : plain ? `r_${plain}` : "this";
}
