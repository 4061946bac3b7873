// What we use of upng-js, which has no types of its own.

declare module 'upng-js' {
  export interface Image {
    readonly width: number;
    readonly height: number;
  }
  const UPNG: {
    decode(file: ArrayBuffer): Image;
    toRGBA8(image: Image): ArrayBuffer[];
    /** `colours`: of the palette; 0 keeps all. */
    encode(frames: readonly ArrayBuffer[], width: number, height: number, colours: number): ArrayBuffer;
  };
  export default UPNG;
}
