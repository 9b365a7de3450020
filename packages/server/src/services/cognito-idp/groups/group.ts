export interface Group {
  poolId: string;
  name: string;
  description: string | undefined;
  /** Lower comes first; undefined never wins. */
  precedence: number | undefined;
  roleArn: string | undefined;
  /** Milliseconds. */
  createdAt: number;
  modifiedAt: number;
}
