import { Button, Group, Stack, Stepper, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { encryptionOptions } from "../../api/keyQueries";
import type { Key, Schemas } from "../../api/types";
import { QueryView } from "../../components/QueryView";
import { useDraft } from "../useDraft";
import { AlgorithmChoice } from "./AlgorithmChoice";
import { CheckStep } from "./CheckStep";
import { GrantStep } from "./GrantStep";
import { KeyStep, WhereStep } from "./KeySteps";
import { type Algorithm, type KeyDraft, emptyKey } from "./clouds";

export interface Chosen {
  key: Key;
  algorithm: Algorithm;
}

interface Props {
  project: string;
  /** The last step: what it costs and the button that ends the wizard. */
  confirm: (chosen: Chosen) => ReactNode;
}

const STEPS = ["Cloud", "Key", "Grant", "Check", "Algorithm", "Confirm"];

/** Which of the API's steps a step of ours is about; the choice of a cloud, of an algorithm and the confirmation have none. */
const SAID = [undefined, 1, 3, 5];

/** Six steps from a key in a KMS to a key that clusters may use. Going back loses nothing. */
export function KeyWizard({ project, confirm }: Props) {
  const query = useQuery(encryptionOptions(project));
  return <QueryView query={query}>{({ keyProviders }) => <Steps project={project} confirm={confirm} offers={keyProviders} />}</QueryView>;
}

interface Typed {
  step: number;
  draft: KeyDraft;
  key?: Key;
  algorithm: Algorithm;
}

function Steps({ project, confirm, offers }: Props & { offers: Schemas["KeyProviderOption"][] }) {
  const [typed, setTyped, forget] = useDraft<Typed>(`key in ${project}`, { step: 0, draft: emptyKey, algorithm: "AES_128" });
  const { step, draft, key, algorithm } = typed;
  const setStep = (at: number) => {
    setTyped({ ...typed, step: at });
    // With the last step there is a key, and nothing to come back for.
    if (at === STEPS.length - 1) forget();
  };
  // Another key is not the one that was checked.
  const change = (more: Partial<KeyDraft>) => setTyped({ step, algorithm, draft: { ...draft, ...more } });
  const said = offers.find((one) => one.provider === draft.cloud)?.steps.find((one) => one.number === SAID[step]);
  const ready = [
    draft.region.trim() !== "",
    draft.name.trim() !== "" && draft.uri.trim() !== "",
    true,
    key?.phase === "ACTIVE",
    true,
  ][step];
  return (
    <Stack>
      <Stepper active={step} onStepClick={(at) => at < step && setStep(at)} size="xs" iconSize={28} allowNextStepsSelect={false} className="steps">
        {STEPS.map((label) => <Stepper.Step key={label} label={label} />)}
      </Stepper>
      <Text fw={600} role="status">Step {step + 1} of 6: {STEPS[step]}</Text>
      {said && <Text size="sm" c="dimmed">{said.text}</Text>}
      {step === 0 && <WhereStep draft={draft} offers={offers} onChange={(more) => change({ ...more, uri: "" })} />}
      {step === 1 && <KeyStep draft={draft} onChange={change} />}
      {step === 2 && <GrantStep project={project} uri={draft.uri.trim()} onBack={() => setStep(1)} />}
      {step === 3 && <CheckStep project={project} draft={draft} known={key} onKey={(checked) => setTyped({ ...typed, key: checked })} onBack={() => setStep(1)} />}
      {step === 4 && <AlgorithmChoice project={project} value={algorithm} onChange={(chosen) => setTyped({ ...typed, algorithm: chosen })} />}
      {step === 5 && key && confirm({ key, algorithm })}
      <Group justify="space-between">
        <Button variant="default" disabled={step === 0} onClick={() => setStep(step - 1)}>Back</Button>
        {step < 5 && <Button disabled={!ready} onClick={() => setStep(step + 1)}>{step === 2 ? "I have pasted it" : "Next"}</Button>}
      </Group>
    </Stack>
  );
}
