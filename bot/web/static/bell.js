/* The doorbell's sound: two soft notes, made on the spot. Silent until someone turns it on. */

let context = null;

/** Browsers allow sound only after a click, so this is called from one. */
export function wake() {
  context ??= new AudioContext();
  context.resume();
}

/** Ding-dong: E5, then C5. */
export function ding() {
  if (!context) return;
  [659.26, 523.25].forEach((frequency, index) => {
    const start = context.currentTime + index * 0.38;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(0.25, start + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 1.3);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + 1.4);
  });
}
