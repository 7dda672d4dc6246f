import { Button, Group, Stack, Text } from "@mantine/core";
import type { Schemas } from "../../api/types";
import { Copyable } from "../../components/Copyable";
import { download } from "../../ui/download";
import { pretty } from "../../ui/format";

/** The signed report that nothing depended on a key when it was forgotten. */
export function DeletionProof({ of: proof }: { of: Schemas["KeyDeletionResponse"] }) {
  return (
    <Stack gap="sm">
      <Text size="sm">Nothing depended on it: the report says what was examined and what remains, and is signed by this installation&apos;s authority. Keep it.</Text>
      <Copyable label="proof of deletion" text={pretty(proof.report)} />
      <Group>
        <Button variant="default" onClick={() => download("key-report.json", proof.report, "application/json")}>Save the report</Button>
        <Button variant="default" onClick={() => download("key-report.sig", proof.signature, "text/plain")}>Save its signature</Button>
        <Button variant="default" onClick={() => download("certificate.pem", proof.certificatePem, "application/x-pem-file")}>Save the certificate</Button>
      </Group>
    </Stack>
  );
}
