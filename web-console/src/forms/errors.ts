/** The messages of a field and of what is inside it: allowedCidrs, allowedCidrs[2]. */
export function errorUnder(errors: Record<string, string>, field: string): string | undefined {
  const all = Object.entries(errors).filter(([name]) => name === field || name.startsWith(`${field}[`) || name.startsWith(`${field}.`));
  return all.length === 0 ? undefined : all.map(([, message]) => message).join(" ");
}
