import { List, Paper, Skeleton, Stack, Text, Title } from "@mantine/core";
import { ApiProblem } from "../api/problem";
import { duration, usdPerMonth } from "../ui/format";
import type { ClusterDraft } from "./clusterDraft";
import { KeyPrice } from "./key/KeyPrice";
import { type Plan, usePlan } from "./usePlan";

/** What the API would do with the form as it stands, before anything is done. */
export function PlanPreview({ project, draft }: { project: string; draft: ClusterDraft }) {
  const { ready, query } = usePlan(project, draft);
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
