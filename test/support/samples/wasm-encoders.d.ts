/** The encoders' side of the codecs, which only samples need. */
interface WasmEncoder {
  /** Room for the samples, inside the codec's own memory. */
  getDecodedBuffer(frame: { width: number; height: number; bitsPerSample: number; componentCount: number; isSigned?: boolean }): Uint8Array;
  encode(): void;
  getEncodedBuffer(): Uint8Array;
}

declare module '@cornerstonejs/codec-charls/wasmjs' {
  const load: () => Promise<{ JpegLSEncoder: new () => WasmEncoder & { setNearLossless(difference: number): void } }>;
  export default load;
}

declare module '@cornerstonejs/codec-openjpeg/wasmjs' {
  const load: () => Promise<{ J2KEncoder: new () => WasmEncoder & { setQuality(isLossless: boolean, quality: number): void } }>;
  export default load;
}
