import { Box, Group, Progress, Text } from "@mantine/core";
import { words } from "../ui/format";

interface Shown {
  id: string;
  percent: number;
  state: string;
  round?: number;
  waitingFor?: string;
}

/** How far each operation was seen to be, on whichever page. A retry is another round and begins anew. */
const furthest = new Map<string, number>();

function furthestOf({ id, round = 1, percent }: Shown): number {
  const seen = Math.max(percent, furthest.get(`${id}/${round}`) ?? 0);
  furthest.set(`${id}/${round}`, seen);
  return seen;
}

/** How far an operation is and what it waits for. The bar never goes back: an older answer may arrive after a newer one. */
export function OperationProgress({ operation }: { operation: Shown }) {
  const percent = operation.state === "UNDOING" ? operation.percent : furthestOf(operation);
  return (
    <Box w="100%">
      <Group justify="space-between" gap="xs" mb={4}>
        <Text size="sm" className="name">{operation.waitingFor ?? words(operation.state)}</Text>
        <Text size="sm" c="dimmed">{percent} %</Text>
      </Group>
      <Progress
        value={percent}
        aria-label="Progress"
        animated={operation.state === "RUNNING"}
        color={operation.state === "FAILED" ? "red" : operation.state === "UNDOING" ? "orange" : "clay"}
      />
    </Box>
  );
}
