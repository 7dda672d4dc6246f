import { Radio, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { encryptionOptions } from "../../api/keyQueries";
import { ALGORITHMS, type Algorithm } from "./clouds";

interface Props {
  project: string;
  value: Algorithm;
  onChange: (value: Algorithm) => void;
  error?: string | undefined;
}

/** What the project does not allow stays in its place and says why. */
export function AlgorithmChoice({ project, value, onChange, error }: Props) {
  const offers = useQuery(encryptionOptions(project)).data?.algorithms ?? [];
  const whyNot = (name: Algorithm) => offers.find((one) => one.name === name && !one.allowed)?.whyNot;
  return (
    <Radio.Group label="Algorithm of new files" value={value} error={error} onChange={(chosen) => onChange(chosen)}>
      <Stack gap="xs" mt="xs">
        {ALGORITHMS.map((one) => <Radio key={one.value} value={one.value} label={one.label} disabled={whyNot(one.value) !== undefined} description={whyNot(one.value) ?? one.text} />)}
      </Stack>
    </Radio.Group>
  );
}
