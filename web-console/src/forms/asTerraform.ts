/** A resource of the Terraform provider with the values of the API's request. */
export interface Resource {
  type: keyof typeof RENAMED;
  values: Record<string, unknown>;
}

/** An attribute of another resource of the same text, by the name that this one is given there. */
export class Reference {
  readonly to: string;

  constructor(type: Resource["type"], name: unknown, attribute: string) {
    this.to = `${type}.${labelOf(name)}.${attribute}`;
  }
}

/** Where an attribute's name is not the API's in snake_case: Terraform keeps some words for itself. */
const RENAMED = {
  kanesh_allowed_cidrs: { allowedCidrs: "cidrs" },
  kanesh_cluster: { provider: "provider_name" },
  kanesh_cluster_operation: {},
  kanesh_database_user: {},
  kanesh_identity_provider: { clientSecret: "client_secret_wo" },
  kanesh_key: {},
  kanesh_key_operation: {},
  kanesh_key_policy: { aes256Only: "aes_256_only" },
  kanesh_organization: {},
  kanesh_organization_member: { memberId: "id" },
  kanesh_project: {},
  kanesh_project_member: { memberId: "id" },
  kanesh_service_account: {},
  kanesh_token: {},
} satisfies Record<string, Record<string, string>>;

/** Data centers are a map by name there: their order means nothing. */
function mapped(values: Record<string, unknown>): Record<string, unknown> {
  const { dataCenters } = values;
  if (!Array.isArray(dataCenters)) return values;
  return { ...values, dataCenters: Object.fromEntries((dataCenters as { name?: string }[]).map(({ name, ...rest }, at) => [name ?? `dc${at + 1}`, rest])) };
}

export function asTerraform({ type, values }: Resource): string {
  const label = labelOf(values["name"]);
  return `resource "${type}" "${label}" ${block(mapped(values), RENAMED[type], "")}\n`;
}

function block(values: Record<string, unknown>, renamed: Record<string, string>, indent: string): string {
  const present = Object.entries(values).filter(([, value]) => value !== undefined && value !== null);
  const names = present.map(([name]) => renamed[name] ?? snake(name));
  const longest = Math.max(0, ...names.map((name) => name.length));
  const lines = present.map(([name, value], at) => `${indent}  ${(names[at] ?? "").padEnd(longest)} = ${name === "labels" ? map(value as object, `${indent}  `) : expression(value, renamed, `${indent}  `)}\n`);
  return `{\n${lines.join("")}${indent}}`;
}

/** Keys that a person chose: quoted, and never other ones. */
function map(value: object, indent: string): string {
  return `{\n${Object.entries(value).map(([key, one]) => `${indent}  ${quoted(key)} = ${quoted(String(one))}\n`).join("")}${indent}}`;
}

function expression(value: unknown, renamed: Record<string, string>, indent: string): string {
  if (value instanceof Reference) return value.to;
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
