/** A request as a person would send it from a shell. */
export interface ApiRequest {
  method: "POST" | "PUT" | "PATCH" | "DELETE";
  /** From /api/v1 on, with its ids. */
  path: string;
  body?: unknown;
}

/** Single quotes in values are closed, quoted and opened again. */
export function asCurl(origin: string, { method, path, body }: ApiRequest): string {
  const lines = [`curl -X ${method} '${origin}${path.replaceAll("'", "%27")}'`, `-H "Authorization: Bearer $KANESH_TOKEN"`];
  if (body !== undefined) {
    const type = method === "PATCH" ? "application/merge-patch+json" : "application/json";
    lines.push(`-H "Content-Type: ${type}"`, `-d '${JSON.stringify(body, null, 2).replaceAll("'", `'\\''`)}'`);
  }
  return lines.join(" \\\n  ");
}
