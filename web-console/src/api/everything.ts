/** As many as the API gives at once. */
const LONGEST = 200;

/** As many as a page of the console shows. */
const PAGE = 50;

/** Where a page begins; the first one begins nowhere. */
export const tokenOf = (pageToken: string | undefined) => (pageToken ? { pageToken } : {});

/** The query of the page that a reader has turned to. */
export const pageAt = (pageToken: string | undefined, pageSize = PAGE) => ({ pageSize, ...tokenOf(pageToken) });

interface Page<T> {
  items: T[];
  nextPageToken?: string;
}

/**
 * The whole of a list, page after page: for choices, which must not miss what stands late in it.
 *
 * @param read one page of it
 */
export async function everything<T>(read: (page: { pageSize: number; pageToken?: string }) => Promise<Page<T>>): Promise<{ items: T[] }> {
  const items: T[] = [];
  let next: string | undefined;
  do {
    const page = await read(pageAt(next, LONGEST));
    items.push(...page.items);
    next = page.nextPageToken;
  } while (next);
  return { items };
}
