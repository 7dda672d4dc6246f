import type { Key } from "../../api/types";

export type Cloud = Key["provider"];

/** What a person knows of a key before Kanesh does. Regions are suggestions: clouds get new ones. */
export interface KeyDraft {
  cloud: Cloud;
  region: string;
  name: string;
  uri: string;
}

interface Offer {
  title: string;
  regions: string[];
  make: string;
  label: string;
  example: (region: string, name: string) => string;
}

export const CLOUDS: Record<Cloud, Offer> = {
  aws: {
    title: "AWS KMS",
    regions: ["eu-central-1", "eu-west-1", "us-east-1", "us-east-2", "us-west-2", "ap-southeast-1"],
    make: "In the AWS console: KMS, customer managed keys, create key, symmetric, encrypt and decrypt. Copy its ARN, not an alias.",
    label: "ARN of the key",
    example: (region) => `arn:aws:kms:${region}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
  },
  gcp: {
    title: "Google Cloud KMS",
    regions: ["europe-west3", "europe-west1", "us-central1", "us-east1", "asia-southeast1"],
    make: "In the Google Cloud console: Key management, create a key ring in this location, create a key for symmetric encryption. Copy its resource name, without a version.",
    label: "Resource name of the key",
    example: (region, name) => `projects/my-project/locations/${region}/keyRings/kanesh/cryptoKeys/${name || "orders"}`,
  },
  local: {
    title: "Local KMS of this installation",
    regions: ["local-1", "local-2"],
    make: "For laptops and tests: choose any name here; the next step says the command that makes the key. Not for production.",
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
