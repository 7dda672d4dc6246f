import type { Key } from "../../api/types";

export type Cloud = Key["provider"];

/** What a person knows of a key before Kanesh does. Regions are suggestions: clouds get new ones. */
export interface KeyDraft {
  cloud: Cloud;
  region: string;
  name: string;
  uri: string;
}

interface Shape {
  regions: string[];
  label: string;
  example: (region: string, name: string) => string;
}

/** How keys are called there; what is to be done there, the API says. */
export const CLOUDS: Record<Cloud, Shape> = {
  aws: {
    regions: ["eu-central-1", "eu-west-1", "us-east-1", "us-east-2", "us-west-2", "ap-southeast-1"],
    label: "ARN of the key",
    example: (region) => `arn:aws:kms:${region}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
  },
  gcp: {
    regions: ["europe-west3", "europe-west1", "us-central1", "us-east1", "asia-southeast1"],
    label: "Resource name of the key",
    example: (region, name) => `projects/my-project/locations/${region}/keyRings/kanesh/cryptoKeys/${name || "orders"}`,
  },
  local: {
    regions: ["local-1", "local-2"],
    label: "Name of the key",
    example: (region, name) => `kanesh-local://${region}/${name || "orders"}`,
  },
};

export const emptyKey: KeyDraft = { cloud: "aws", region: "eu-central-1", name: "", uri: "" };

export const ALGORITHMS = [
  { value: "AES_128", label: "AES-128", text: "The default. Fast, and far beyond what anybody can break." },
  { value: "AES_256", label: "AES-256", text: "Where a rule asks for 256 bits. Old files stay readable when you change later." },
] as const;

export type Algorithm = (typeof ALGORITHMS)[number]["value"];
