import { List, Paper, Skeleton, Stack, Text, Title } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { ApiProblem } from "../api/problem";
import type { components } from "../api/schema";
import { duration, usdPerMonth } from "../ui/format";
import { type ClusterDraft, requestOf } from "./clusterDraft";
import { KeyPrice } from "./key/KeyPrice";

type Plan = components["schemas"]["ClusterPlanResponse"];

/** What the API would do with the form as it stands, before anything is done. */
export function PlanPreview({ project, draft }: { project: string; draft: ClusterDraft }) {
  // A plan of the form as it was before stays until the new one is there.
  const ready = draft.name.trim() !== "" && draft.dataCenters.every((dc) => dc.region && dc.instanceType);
  const query = useQuery({
    queryKey: ["dry-run", project, draft],
    enabled: ready,
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: async () =>
      (await answer(
        api.POST("/api/v1/projects/{project}/clusters", { params: { path: { project }, query: { dryRun: true } }, body: requestOf(draft) }),
      )) as unknown as Plan,
  });
  return (
    <Paper withBorder p="md" aria-live="polite">
      <Stack gap="xs">
        <Title order={2} size="h5">What will happen</Title>
        {!ready && <Text size="sm" c="dimmed">Name the cluster, then the plan, the price and the time stand here.</Text>}
        {query.isFetching && <Skeleton height={18} aria-label="Loading" />}
        {query.error && (
          <Text size="sm">{query.error instanceof ApiProblem ? [query.error.message, query.error.body.hint].filter(Boolean).join(" ") : String(query.error)}</Text>
        )}
        {query.data && <PlanShown plan={query.data} />}
      </Stack>
    </Paper>
  );
}

/** Price, time and changes of a plan, each with its reason. */
export function PlanShown({ plan }: { plan: Plan }) {
  return (
    <>
      <Text fw={650}>{usdPerMonth(plan.usdPerMonth)} · about {duration(plan.secondsExpected)}</Text>
      <List size="sm">
        {plan.changes.map((change) => (
          <List.Item key={change.what}>{change.what}<Text size="xs" c="dimmed">{change.reason}</Text></List.Item>
        ))}
      </List>
      <KeyPrice of={plan.keys} />
      {plan.removesData && <Text size="sm" fw={650}>This removes data for good.</Text>}
      {plan.notes.map((note) => <Text size="sm" c="dimmed" key={note}>{note}</Text>)}
    </>
  );
}
