import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Pager, type usePages } from "./Pager";
import { QueryView } from "./QueryView";

interface Props<T> {
  query: UseQueryResult<{ items: T[]; nextPageToken?: string }>;
  pages: ReturnType<typeof usePages>;
  /** What a list says that has nothing at all. */
  empty: ReactNode;
  children: (items: T[]) => ReactNode;
}

/** A page of a list with its faces: waiting, refused, empty, there; and the way to the other pages. */
export function PagedView<T>({ query, pages, empty, children }: Props<T>) {
  return (
    <QueryView query={query}>
      {({ items, nextPageToken }) =>
        items.length === 0 && !pages.token ? (
          empty
        ) : (
          <>
            {children(items)}
            <Pager pages={pages} nextPageToken={nextPageToken} />
          </>
        )
      }
    </QueryView>
  );
}
