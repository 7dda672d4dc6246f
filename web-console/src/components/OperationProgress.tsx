import { Box, Group, Progress, Text } from "@mantine/core";
import { useState } from "react";
import { words } from "../ui/format";

interface Shown {
  id: string;
  percent: number;
  state: string;
  waitingFor?: string;
}

/** How far an operation is and what it waits for. The bar never goes back: an older answer may arrive after a newer one. */
export function OperationProgress({ operation }: { operation: Shown }) {
  const [furthest, setFurthest] = useState({ id: operation.id, percent: operation.percent });
  if (furthest.id !== operation.id || furthest.percent < operation.percent) {
    setFurthest({ id: operation.id, percent: operation.percent });
  }
  const percent = operation.state === "UNDOING" ? operation.percent : furthest.percent;
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
