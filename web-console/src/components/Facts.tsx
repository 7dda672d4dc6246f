import { Paper, SimpleGrid, Text } from "@mantine/core";
import type { ReactNode } from "react";

/** Figures side by side; on a phone one below the other. */
export function Facts({ of, cols = 3 }: { of: [name: string, value: ReactNode][]; cols?: number }) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: cols }} component="dl" m={0}>
      {of.map(([name, value]) => (
        <Paper withBorder p="md" key={name}>
          <Text size="sm" c="dimmed" component="dt">{name}</Text>
          <Text fw={650} component="dd" m={0} className="name">{value}</Text>
        </Paper>
      ))}
    </SimpleGrid>
  );
}
