/** As many as the API gives at once. */
export const LONGEST = 200;

interface Page<T> {
  items: T[];
  nextPageToken?: string;
}

/**
 * The whole of a list, page after page: for choices and searches, which must not miss what stands late in it.
 *
 * @param read one page of it
 */
export async function everything<T>(read: (page: { pageSize: number; pageToken?: string }) => Promise<Page<T>>): Promise<{ items: T[] }> {
  const items: T[] = [];
  let next: string | undefined;
  do {
    const page = await read({ pageSize: LONGEST, ...(next ? { pageToken: next } : {}) });
    items.push(...page.items);
    next = page.nextPageToken;
  } while (next);
  return { items };
}
