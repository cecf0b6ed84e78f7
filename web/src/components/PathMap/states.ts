// How each state of an achievement looks, everywhere: always icon and word, never colour alone.
import type { MapNode } from '../../api/types';
import type { Key } from '../../i18n/index.svelte';
import type { Tone } from '../../styles/tones';
import type { IconName } from '../Icon/Icon.svelte';

export type NodeState = MapNode['state'];

export const states: Record<NodeState, { icon: IconName; label: Key; tone: Tone }> = {
  done: { icon: 'check', label: 'state.done', tone: 'good' },
  in_progress: { icon: 'clock', label: 'state.in_progress', tone: 'info' },
  available: { icon: 'play', label: 'state.available', tone: 'brand' },
  locked: { icon: 'lock', label: 'state.locked', tone: 'quiet' },
  waived: { icon: 'check', label: 'state.waived', tone: 'good' },
  missing: { icon: 'circle', label: 'state.missing', tone: 'quiet' },
};
