import { useCallback, useState } from "react";

/** What was typed into forms that have a page of their own; in memory, so that it ends with the window. */
const kept = new Map<string, unknown>();

/**
 * The state of a form that outlives its page: a session may end while somebody types, and signing in leads back here.
 * Nothing secret belongs into it.
 *
 * @param form which form about what
 * @return value, setter, and what forgets it once it was sent
 */
export function useDraft<T>(form: string, initial: T): [T, (value: T) => void, () => void] {
  const [value, setValue] = useState<T>(() => (kept.has(form) ? (kept.get(form) as T) : initial));
  const change = useCallback(
    (next: T) => {
      kept.set(form, next);
      setValue(next);
    },
    [form],
  );
  const forget = useCallback(() => void kept.delete(form), [form]);
  return [value, change, forget];
}
