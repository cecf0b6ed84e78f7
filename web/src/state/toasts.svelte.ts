// Short messages about what just happened, with a way back where there is one.
export interface Toast {
  id: number;
  message: string;
  action?: { label: string; run: () => void };
}

const SHOWN_FOR_MS = 12_000;

class Toasts {
  shown = $state<Toast[]>([]);
  #next = 0;

  show(message: string, action?: Toast['action']): void {
    const id = this.#next++;
    this.shown = [...this.shown.slice(-2), { id, message, action }];
    // One that offers an undo stays until it is used, closed or pushed out.
    if (!action) setTimeout(() => this.close(id), SHOWN_FOR_MS);
  }

  close(id: number): void {
    this.shown = this.shown.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();
