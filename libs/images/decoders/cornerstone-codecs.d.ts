/** The parts of the WebAssembly builds of CharLS and OpenJPEG that are used; they come without types. */
interface WasmFrameInfo {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly componentCount: number;
}

interface WasmDecoder {
  /** Room for the stream, inside the codec's own memory. */
  getEncodedBuffer(length: number): Uint8Array;
  decode(): void;
  getFrameInfo(): WasmFrameInfo;
  getDecodedBuffer(): Uint8Array;
  delete(): void;
}

declare module '@cornerstonejs/codec-charls/decodewasmjs' {
  const load: () => Promise<{ JpegLSDecoder: new () => WasmDecoder & { getInterleaveMode(): number } }>;
  export default load;
}

declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  const load: () => Promise<{ J2KDecoder: new () => WasmDecoder }>;
  export default load;
}
