import { Alert, Button, Code, Group, Stack, Text } from "@mantine/core";
import { ApiProblem } from "../api/problem";

/** Says what went wrong in the API's own words: title, detail, hint and the trace id to report. */
export function ProblemAlert({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const problem = error instanceof ApiProblem ? error.body : { title: "This page has a fault", detail: String(error) };
  return (
    <Alert color="red" variant="light" title={problem.title ?? "Refused"} role="alert">
      <Stack gap="xs" align="start">
        <Text size="sm">{problem.detail}</Text>
        {problem.errors && problem.errors.length > 1 && (
          <Stack gap={2} component="ul" m={0} pl="md">
            {problem.errors.map((one) => (
              <Text size="sm" component="li" key={`${one.field ?? ""}${one.detail ?? ""}`}>
                {one.field && <Code>{one.field}</Code>} {one.detail}
              </Text>
            ))}
          </Stack>
        )}
        {problem.hint && <Text size="sm">{problem.hint}</Text>}
        <Group gap="sm">
          {onRetry && (
            <Button size="xs" variant="default" onClick={onRetry}>
              Try again
            </Button>
          )}
          {problem.traceId && (
            <Text size="xs" c="dimmed">
              Trace id <Code>{problem.traceId}</Code>
            </Text>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}
