import type { components } from "../src/api/schema";

type Schemas = components["schemas"];
type Offer = Schemas["KeyProviderOption"];

const steps: Schemas["KeyStepOption"][] = (
  [
    ["kms", "Make a key", "Make a symmetric key in the KMS."],
    ["grant-text", "Get the grant", "Give the key's name."],
    ["kms", "Paste the grant", "Paste it where the key is."],
    ["register", "Register the key", "Give it a name."],
    ["check", "Check it", "Every operation is tried."],
    ["create", "Create the cluster", "Choose the key."],
  ] as const
).map(([door, title, text], at) => ({ door, title, text, number: at + 1 }));

const offer = (provider: Offer["provider"], title: string, regions: string[], usd: number): Offer => ({
  provider,
  title,
  steps,
  forProduction: provider !== "local",
  ready: provider !== "gcp",
  ...(provider === "gcp" ? { whyNot: "This installation has no identity in Google Cloud.", hint: "Its operator sets KANESH_KEYS_GOOGLEPROJECT." } : {}),
  uriShape: "kanesh-local://<region>/<key>",
  uriExample: "kanesh-local://local-1/orders",
  usdPerKeyMonth: usd,
  usdPer10000Requests: usd / 30,
  requestsPerNodeAndMonth: 9000,
  regions: regions.map((name) => ({ name, title: name })),
});

export const keyOptions: Schemas["EncryptionOptionsResponse"] = {
  providerKey: { allowed: true, text: "A key is made for the cluster and destroyed with it.", steps: [], usdPerKeyMonth: 0, usdPer10000Requests: 0 },
  keyProviders: [offer("aws", "AWS KMS", [], 1), offer("gcp", "Google Cloud KMS", [], 0.06), offer("local", "Local KMS", ["local-1"], 0)],
  algorithms: [
    { name: "AES_128", standard: true, allowed: true, text: "128-bit keys." },
    { name: "AES_256", standard: false, allowed: true, text: "256-bit keys." },
  ],
  outageGraceMinutes: { least: 15, usual: 240, most: 1440 },
  policy: { customerKeysOnly: false, aes256Only: false },
};
