/** The tones of tones.css. */
export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'brand' | 'quiet';
