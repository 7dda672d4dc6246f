import { useCallback, useState } from "react";

/** What was typed into forms; in memory, so that it ends with the window. */
const kept = new Map<string, unknown>();

/** Whether something was typed into a form that was neither sent nor closed: its dialog opens with it. */
export const hasDraft = (form: string) => kept.has(form);

export const forgetDraft = (form: string) => void kept.delete(form);

/** Whoever signs out leaves nothing to the next one. */
export const forgetDrafts = () => kept.clear();

/**
 * The state of a form that outlives its page: a session may end while somebody types, and signing in leads back here.
 * Nothing secret belongs into it.
 *
 * @param form which form about what; another one has a state of its own
 * @return value, setter, and what forgets it once it was sent
 */
export function useDraft<T>(form: string, initial: T): [T, (value: T) => void, () => void] {
  const begin = () => ({ form, value: kept.has(form) ? (kept.get(form) as T) : initial });
  const [state, setState] = useState(begin);
  const now = state.form === form ? state : begin();
  if (now !== state) setState(now);
  const change = useCallback(
    (value: T) => {
      kept.set(form, value);
      setState({ form, value });
    },
    [form],
  );
  const forget = useCallback(() => forgetDraft(form), [form]);
  return [now.value, change, forget];
}
