import { Paper, Stack, Text } from "@mantine/core";
import type { Schemas } from "../api/types";
import { Age } from "./Age";

const SAID = { True: "yes", False: "no", Unknown: "not known" };

export function Conditions({ of }: { of: (Schemas["ConditionResponse"] | Schemas["KeyConditionResponse"])[] }) {
  return (
    <Stack gap="sm">
      {of.map((condition) => (
        <Paper withBorder p="sm" key={condition.type}>
          <Text fw={600} size="sm">{condition.type}: {SAID[condition.status]}</Text>
          <Text size="sm" className="name">{condition.message}</Text>
          <Text size="xs" c="dimmed">Since <Age of={condition.since} /></Text>
        </Paper>
      ))}
    </Stack>
  );
}
