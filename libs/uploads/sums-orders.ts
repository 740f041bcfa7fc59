/** What the thread of sums is told; `add` and `finish` are answered, in the order in which they came. */
export type SumsOrder =
  | { readonly do: 'begin'; readonly tally: number; readonly algorithm: string; readonly isForZip: boolean }
  | { readonly do: 'copy'; readonly tally: number; readonly from: number }
  | { readonly do: 'add'; readonly tallies: readonly number[]; readonly bytes: Uint8Array }
  | { readonly do: 'finish'; readonly tally: number }
  | { readonly do: 'forget'; readonly tally: number };

/** What some bytes add up to. */
export interface Total {
  /** In hexadecimal digits. */
  readonly hash: string;
  /** 0 when it was not asked for. */
  readonly crc32: number;
}
