import type { components } from "./schema";

export type ProblemBody = components["schemas"]["Problem"];

/** A refusal of the API, or the plain fact that it did not answer as an API. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly body: ProblemBody,
  ) {
    super(body.detail ?? body.title ?? `The server answered ${status}.`);
    this.name = "ApiProblem";
  }

  get code(): string {
    return this.body.code ?? "unknown";
  }

  /** Messages by the field that they are about; several problems give several fields. */
  fieldErrors(): Record<string, string> {
    const all = this.body.errors ?? [this.body];
    return Object.fromEntries(
      all.filter((one) => one.field).map((one) => [one.field as string, [one.detail, one.hint].filter(Boolean).join(" ")]),
    );
  }
}

/** The server could not be reached at all: stopped, restarting, or the network is gone. */
export function unreachable(): ApiProblem {
  return new ApiProblem(0, {
    title: "Kanesh does not answer",
    code: "unreachable",
    detail: "The control plane cannot be reached. Clusters go on serving without it.",
    hint: "This page tries again by itself. If it stays, look at the output of ./kanesh up.",
  });
}

/** Reads the body of a refusal; a proxy's HTML page is named as what it is. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const type = response.headers.get("Content-Type") ?? "";
  if (type.includes("json")) {
    return new ApiProblem(response.status, (await response.json()) as ProblemBody);
  }
  const traceId = response.headers.get("X-Trace-Id");
  return new ApiProblem(response.status, {
    title: "Not an answer of Kanesh",
    code: "not-an-api-answer",
    detail: `Something between this page and Kanesh answered ${response.status} with ${type || "no content type"}.`,
    hint: "Check the address and what stands before the control plane.",
    ...(traceId ? { traceId } : {}),
  });
}
