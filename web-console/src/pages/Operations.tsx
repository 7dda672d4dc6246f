import { useQuery } from "@tanstack/react-query";
import { operations } from "../api/queries";
import { EmptyState } from "../components/EmptyState";
import { OperationTable } from "../components/OperationTable";
import { PageHead } from "../components/PageHead";
import { Pager, usePages } from "../components/Pager";
import { QueryView } from "../components/QueryView";

export default function Operations() {
  const pages = usePages();
  const query = useQuery(operations(pages.token));
  return (
    <>
      <PageHead title="Operations">Everything that takes time: what it does, how far it is, what it waits for.</PageHead>
      <QueryView query={query}>
        {({ items, nextPageToken }) =>
          items.length === 0 ? (
            <EmptyState title="Nothing has run yet">Creating a cluster is the first operation of most projects.</EmptyState>
          ) : (
            <>
              <OperationTable items={items} filter />
              <Pager pages={pages} nextPageToken={nextPageToken} />
            </>
          )
        }
      </QueryView>
    </>
  );
}
