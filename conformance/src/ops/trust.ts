import { getCACertificates, setDefaultCACertificates } from "node:tls";

/** Makes this process believe an authority besides those it knows. @param authority PEM */
export function trust(authority: string): void {
  setDefaultCACertificates([...getCACertificates("default"), authority]);
}
