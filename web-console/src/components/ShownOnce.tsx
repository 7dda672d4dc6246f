import { Alert, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Copyable } from "./Copyable";

/** A secret right after it was made; nowhere else and never again. */
export function ShownOnce({ what, secret, onHide, children }: { what: string; secret: string; onHide?: () => void; children?: ReactNode }) {
  return (
    <Alert color="teal" variant="light" title={`The ${what}: it is shown once`} {...(onHide ? { withCloseButton: true, onClose: onHide, closeButtonLabel: `Hide the ${what}` } : {})}>
      <Stack gap="xs">
        <Text size="sm">{children ?? "Kanesh keeps only a hash. Copy it now."}</Text>
        <Copyable label={what} text={secret} />
      </Stack>
    </Alert>
  );
}
