import { Radio, Stack } from "@mantine/core";
import { ALGORITHMS, type Algorithm } from "./clouds";

export function AlgorithmChoice({ value, onChange, error }: { value: Algorithm; onChange: (value: Algorithm) => void; error?: string | undefined }) {
  return (
    <Radio.Group label="Algorithm of new files" value={value} error={error} onChange={(chosen) => onChange(chosen)}>
      <Stack gap="xs" mt="xs">
        {ALGORITHMS.map((one) => <Radio key={one.value} value={one.value} label={one.label} description={one.text} />)}
      </Stack>
    </Radio.Group>
  );
}
