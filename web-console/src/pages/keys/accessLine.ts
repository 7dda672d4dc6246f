import type { Schemas } from "../../api/types";

/** One line of a node's trail, read for people. What a line lacks is empty: an older node writes fewer fields. */
export interface Access {
  nodeId: string;
  at: string;
  reason: string;
  outcome: string;
  request: string;
  file: string;
  line: string;
}

export function accessOf({ nodeId, line }: Schemas["KeyAccessResponse"]): Access {
  const fields = fieldsOf(line);
  const text = (...names: string[]) => names.map((name) => fields[name]).find((value) => typeof value === "string") ?? "";
  return {
    nodeId,
    at: text("time"),
    reason: text("reason"),
    outcome: text("outcome"),
    request: text("requestId"),
    file: text("file"),
    line,
  };
}

/** Empty when the line is no JSON object: it is in the export as it came. */
function fieldsOf(line: string): Record<string, string | undefined> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Record<string, string | undefined>) : {};
  } catch {
    return {};
  }
}
