import { useCallback, useState } from "react";

/** What was typed into forms; in memory, so that it ends with the window. */
const kept = new Map<string, unknown>();

/** Whether something was typed into a form that was neither sent nor closed: its dialog opens with it. */
export const hasDraft = (form: string) => kept.has(form);

/** Whoever signs out leaves nothing to the next one. */
export const forgetDrafts = () => kept.clear();

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
