import { X509Certificate } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { findProgram } from "./find-program.ts";

/** The machine as far as its trust stores go. */
export interface Machine {
  platform: NodeJS.Platform;
  /** The folder below which the system's own folders lie: "/". */
  root: string;
  /** The user's home folder. */
  home: string;
  /** Folders of programs, as in PATH. */
  path: string;
}

/** The certificate that is to be trusted. */
export interface TrustedCertificate {
  /** PEM. */
  certificate: string;
  /** A file that holds it, for programs that read it. */
  file: string;
}

/** One thing that is done to a store. Each is also a line that a person can type. */
export type Step =
  | { kind: "write"; file: string; content: string }
  | { kind: "remove"; file: string }
  | { kind: "run"; program: string; args: readonly string[] };

/** A place from which programs of this machine take the authorities that they trust. */
export interface TrustStore {
  /** Whose, for people. */
  name: string;
  trust: readonly Step[];
  untrust: readonly Step[];
  /** Whether the certificate is there: a file, or a program that ends with 0. */
  present: { kind: "file"; file: string } | { kind: "run"; program: string; args: readonly string[] };
}

/** Every store of the machine that can be written to by its own programs. */
export function trustStores(machine: Machine, trusted: TrustedCertificate): TrustStore[] {
  return [...systemStore(machine, trusted), ...nssStores(machine, trusted)];
}

/** Stores that are there without the program that writes to them, each with what is missing. */
export function missingPrograms(machine: Machine): string[] {
  const databases = nssDatabases(machine);
  return databases.length === 0 || nssProgram(machine) !== undefined
    ? []
    : [`${databases.join(", ")}: certutil is missing (Debian: libnss3-tools, macOS: brew install nss)`];
}

/** The name under which a certificate lies in a store: that of its fingerprint, so that each authority is found again. */
function storedName({ certificate }: TrustedCertificate): string {
  return `poolhouse-${new X509Certificate(certificate).fingerprint256.replaceAll(":", "").slice(0, 16).toLowerCase()}`;
}

/** Linux systems by the folder into which administrators put authorities of their own, after the manuals of their programs. */
const linuxSystems = [
  {
    name: "this system (Debian, Ubuntu, Alpine)",
    folder: "usr/local/share/ca-certificates",
    ending: ".crt",
    program: "update-ca-certificates",
    added: [],
    // Without it the link to the removed file stays.
    removed: ["--fresh"],
  },
  {
    name: "this system (Fedora, RHEL)",
    folder: "etc/pki/ca-trust/source/anchors",
    ending: ".pem",
    program: "update-ca-trust",
    added: ["extract"],
    removed: ["extract"],
  },
  {
    name: "this system (Arch)",
    folder: "etc/ca-certificates/trust-source/anchors",
    ending: ".crt",
    program: "update-ca-trust",
    added: [],
    removed: [],
  },
  {
    name: "this system (openSUSE)",
    folder: "etc/pki/trust/anchors",
    ending: ".pem",
    program: "update-ca-certificates",
    added: [],
    removed: [],
  },
] as const;

function systemStore(machine: Machine, trusted: TrustedCertificate): TrustStore[] {
  if (machine.platform === "darwin") return [macStore(machine, trusted)];
  if (machine.platform === "win32") return [windowsStore(trusted)];
  for (const { name, folder, ending, program, added, removed } of linuxSystems) {
    const found = findProgram(program, machine.path);
    if (!existsSync(join(machine.root, folder)) || found === undefined) continue;
    const file = join(machine.root, folder, storedName(trusted) + ending);
    return [
      {
        name,
        trust: [
          { kind: "write", file, content: trusted.certificate },
          { kind: "run", program: found, args: added },
        ],
        untrust: [
          { kind: "remove", file },
          { kind: "run", program: found, args: removed },
        ],
        present: { kind: "file", file },
      },
    ];
  }
  return [];
}

/** The user's own keychain, for TLS servers only: no administrator is needed. */
function macStore({ home }: Machine, { certificate, file }: TrustedCertificate): TrustStore {
  const keychain = join(home, "Library/Keychains/login.keychain-db");
  const sha1 = new X509Certificate(certificate).fingerprint.replaceAll(":", "");
  return {
    name: "this user (keychain)",
    trust: [
      {
        kind: "run",
        program: "security",
        args: ["add-trusted-cert", "-r", "trustRoot", "-p", "ssl", "-k", keychain, file],
      },
    ],
    untrust: [
      { kind: "run", program: "security", args: ["remove-trusted-cert", file] },
      { kind: "run", program: "security", args: ["delete-certificate", "-Z", sha1, keychain] },
    ],
    present: { kind: "run", program: "security", args: ["verify-cert", "-q", "-p", "ssl", "-c", file] },
  };
}

/** The user's own store; Windows asks in a window of its own before it adds. */
function windowsStore({ certificate, file }: TrustedCertificate): TrustStore {
  const sha1 = new X509Certificate(certificate).fingerprint.replaceAll(":", "");
  return {
    name: "this user (Windows)",
    trust: [{ kind: "run", program: "certutil.exe", args: ["-user", "-addstore", "Root", file] }],
    untrust: [{ kind: "run", program: "certutil.exe", args: ["-user", "-delstore", "Root", sha1] }],
    present: { kind: "run", program: "certutil.exe", args: ["-user", "-store", "Root", sha1] },
  };
}

/** Databases of Chromium and Firefox, which do not look at the system's store on Linux. */
function nssStores(machine: Machine, trusted: TrustedCertificate): TrustStore[] {
  const program = nssProgram(machine);
  if (program === undefined) return [];
  const name = storedName(trusted);
  return nssDatabases(machine).map((folder) => {
    const database = ["-d", `sql:${folder}`];
    return {
      name: folder.includes(".pki") ? `Chromium (${folder})` : `Firefox (${folder})`,
      // C: trusted to issue certificates of TLS servers; not for mail, not for code.
      trust: [{ kind: "run", program, args: ["-A", ...database, "-t", "C,,", "-n", name, "-i", trusted.file] }],
      untrust: [{ kind: "run", program, args: ["-D", ...database, "-n", name] }],
      present: { kind: "run", program, args: ["-L", ...database, "-n", name] },
    };
  });
}

function nssProgram({ platform, path }: Machine): string | undefined {
  // On Windows another program has this name.
  return platform === "win32" ? undefined : findProgram("certutil", path);
}

const chromiumFolders = [".pki/nssdb", "snap/chromium/current/.pki/nssdb"];
const firefoxFolders = [
  ".mozilla/firefox",
  "snap/firefox/common/.mozilla/firefox",
  "Library/Application Support/Firefox/Profiles",
];

function nssDatabases({ home }: Machine): string[] {
  const profiles = firefoxFolders
    .map((folder) => join(home, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((profile) => join(folder, profile)));
  return [...chromiumFolders.map((folder) => join(home, folder)), ...profiles].filter((folder) =>
    existsSync(join(folder, "cert9.db")),
  );
}
