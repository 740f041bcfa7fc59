/** The part of Typst's compiler that is used here. Its package for one platform comes without types. */
export interface TypstModule {
  readonly NodeCompiler: { create(options: { workspace: string }): Compiler };
}

export interface Compiler {
  /** Puts a file that is only in memory at `path`, inside the workspace. */
  mapShadow(path: string, content: Buffer): void;
  compile(source: Source): { takeError(): object | null };
  fetchDiagnostics(error: object): { readonly message: string }[];
  plainSvg(source: Source): string;
}

interface Source {
  readonly mainFileContent: string;
}
