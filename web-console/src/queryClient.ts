import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "./api/problem";

/** Nothing of the client's doing gets better by asking again; a server that is away or busy may come back. */
function worthRetrying(failures: number, error: Error): boolean {
  return error instanceof ApiProblem && (error.status === 0 || error.status >= 500) && failures < 2;
}

const onError = (error: Error) => {
  if (error instanceof ApiProblem && error.status === 401) void queries.invalidateQueries({ queryKey: ["session"] });
};

export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: { queries: { retry: worthRetrying, staleTime: 5_000 }, mutations: { retry: false } },
});
