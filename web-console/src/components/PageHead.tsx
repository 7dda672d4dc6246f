import { Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

export function PageHead({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <Group justify="space-between" align="start" mb="lg" gap="sm">
      <Stack gap={2}>
        <Title order={1} size="h2" className="name">{title}</Title>
        {children && <Text c="dimmed">{children}</Text>}
      </Stack>
      {action}
    </Group>
  );
}
