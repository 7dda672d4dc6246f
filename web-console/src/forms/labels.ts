/** Labels as a person writes them, one a line: team=payments. What has no = is a label without a value. */
export function labelsOf(text: string): Record<string, string> {
  const lines = text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  return Object.fromEntries(lines.map((line) => {
    const at = line.indexOf("=");
    return at < 0 ? [line, ""] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
  }));
}

export const asLines = (labels: Record<string, string>) => Object.entries(labels).map(([key, value]) => (value ? `${key}=${value}` : key)).join("\n");

/** What a merge patch must say so that these are all labels: those that are gone are null. */
export function labelsPatch(before: Record<string, string>, now: Record<string, string>): Record<string, string | null> {
  return { ...Object.fromEntries(Object.keys(before).map((key) => [key, null])), ...now };
}
