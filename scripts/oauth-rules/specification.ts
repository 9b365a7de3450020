/** What proves a rule: tests, as `file > group > test`, or the reason why there is nothing to prove. */
export type Proof = readonly [test: string, ...more: string[]] | { because: string };

/** A rule of a specification for whoever issues tokens, in our own words. */
export interface Rule {
  section: string;
  rule: string;
  proof: Proof;
}

export interface Specification {
  name: string;
  title: string;
  rules: readonly Rule[];
}

export type Row = readonly [section: string, rule: string, proof: Proof];

export function specification(name: string, title: string, rows: readonly Row[]): Specification {
  return { name, title, rules: rows.map(([section, rule, proof]) => ({ section, rule, proof })) };
}

/** There is nothing here that the rule could be about. */
export const notApplicable = (because: string): { because: string } => ({ because });
