import type { Schemas } from "../../api/types";

type Line = Schemas["KeyAccessResponse"];

/** What a node's own line says beside the fields that every access has; empty where the line does not say it. */
export interface Details {
  operation: string;
  request: string;
  file: string;
}

export function detailsOf({ line }: Pick<Line, "line">): Details {
  const fields = fieldsOf(line);
  const text = (name: string) => (typeof fields[name] === "string" ? fields[name] : "");
  return { operation: text("operation"), request: text("requestId"), file: text("file") };
}

/** Empty when the line is no JSON object: it is in the export as it came. */
function fieldsOf(line: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
