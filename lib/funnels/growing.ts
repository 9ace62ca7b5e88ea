/** A Float64Array that grows as it is added to. */
export class GrowingNumbers {
  length = 0;
  private items = new Float64Array(64);

  push(value: number): void {
    if (this.length === this.items.length) {
      const larger = new Float64Array(this.length * 2);
      larger.set(this.items);
      this.items = larger;
    }
    this.items[this.length] = value;
    this.length += 1;
  }

  at(index: number): number {
    return this.items[index] ?? Number.NaN;
  }

  /** A view of what was added; it must not be changed. */
  view(): Float64Array {
    return this.items.subarray(0, this.length);
  }

  copy(): Float64Array {
    return this.items.slice(0, this.length);
  }
}
