import { Anchor, Button, Code, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, getRouteApi } from "@tanstack/react-router";
import { answer, api } from "../api/client";
import { operation } from "../api/queries";
import type { components } from "../api/schema";
import { useChange } from "../api/useChange";
import { Age } from "../components/Age";
import { OperationProgress } from "../components/OperationProgress";
import { PageHead } from "../components/PageHead";
import { PhaseBadge } from "../components/PhaseBadge";
import { ProblemAlert } from "../components/ProblemAlert";
import { QueryView } from "../components/QueryView";
import { duration, words } from "../ui/format";

type Operation = components["schemas"]["OperationResponse"];
const route = getRouteApi("/signed-in/operations/$operation");

export default function OperationPage() {
  const { operation: id } = route.useParams();
  const query = useQuery(operation(id));
  return <QueryView query={query}>{(one) => <Shown operation={one} />}</QueryView>;
}

function Shown({ operation: one }: { operation: Operation }) {
  return (
    <Stack gap="lg">
      <PageHead title={words(one.runbook)} action={<PhaseBadge phase={one.state} />}>
        {words(one.subject.type)} <Subject operation={one} /> · asked for by {one.requestedBy} · <Age of={one.createdAt} />
      </PageHead>
      <OperationProgress operation={one} />
      {one.error && (
        <Text role="alert">
          <Code>{one.error.code}</Code> {one.error.message} {one.error.hint}
        </Text>
      )}
      <Verbs operation={one} />
      <Title order={2} size="h4">Steps</Title>
      <Steps steps={one.steps} />
    </Stack>
  );
}

function Subject({ operation: one }: { operation: Operation }) {
  if (one.subject.type !== "cluster" || !one.projectId) return <Code>{one.subject.id}</Code>;
  return <Anchor component={Link} underline="always" to={`/projects/${one.projectId}/clusters/${one.subject.id}`}>{one.subject.id}</Anchor>;
}

function Verbs({ operation: one }: { operation: Operation }) {
  const act = useChange((verb: "cancel" | "retry", once) => {
    const params = { path: { operation: one.id }, header: { "Idempotency-Key": once } };
    return verb === "cancel" ? answer(api.POST("/api/v1/operations/{operation}:cancel", { params })) : answer(api.POST("/api/v1/operations/{operation}:retry", { params }));
  }, ["operation"]);
  if (!one.cancellable && !one.retryable) return null;
  return (
    <Stack gap="sm" align="start">
      <Group>
        {one.cancellable && <Button variant="default" loading={act.isPending} onClick={() => act.send("cancel")}>Cancel and undo</Button>}
        {one.retryable && <Button variant="default" loading={act.isPending} onClick={() => act.send("retry")}>Try again</Button>}
      </Group>
      {act.error && <ProblemAlert error={act.error} />}
    </Stack>
  );
}

function Steps({ steps }: { steps: Operation["steps"] }) {
  return (
    <div className="scrolls" tabIndex={0} role="region" aria-label="Steps">
      <Table verticalSpacing="xs" miw={620}>
        <Table.Thead>
          <Table.Tr><Table.Th>Step</Table.Th><Table.Th>State</Table.Th><Table.Th>Took</Table.Th><Table.Th>Attempts</Table.Th><Table.Th>What it says</Table.Th></Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {steps.map((step) => (
            <Table.Tr key={step.name}>
              <Table.Td>{words(step.name)}</Table.Td>
              <Table.Td><PhaseBadge phase={step.state} /></Table.Td>
              <Table.Td>{step.startedAt && step.endedAt ? duration((Date.parse(step.endedAt) - Date.parse(step.startedAt)) / 1000) : "–"}</Table.Td>
              <Table.Td>{step.attempts}</Table.Td>
              <Table.Td><Text size="sm" c="dimmed" className="name">{step.waitingFor ?? step.fault ?? step.note ?? ""}</Text></Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
