import { Stack, Text } from "@mantine/core";
import type { Schemas } from "../../api/types";

/** What a key costs a month at its own cloud: the key, and the requests that nodes make. */
export function KeyPrice({ of }: { of: Schemas["KeyPriceResponse"][] }) {
  return (
    <Stack gap={2}>
      {of.map((one) => (
        <Text size="sm" key={one.provider}>
          {one.usdForKeys + one.usdForRequests === 0
            ? `Key of the KMS “${one.provider}”: free.`
            : `Paid to ${one.provider === "aws" ? "AWS" : "Google Cloud"}: $${one.usdForKeys.toFixed(2)} a month for ${one.keys} ${one.keys === 1 ? "key" : "keys"}, and $${one.usdForRequests.toFixed(2)} for about ${one.requestsPerMonth.toLocaleString("en-US")} requests.`}
        </Text>
      ))}
    </Stack>
  );
}
