/** Numbers for the values of a property, in the order in which they turn up; 0 is no value. */
export class Labels {
  private readonly numbers = new Map<string, number>();
  private readonly values: (string | null)[] = [null];

  numberOf(value: string | null): number {
    if (value === null || value === '') return 0;
    const known = this.numbers.get(value);
    if (known !== undefined) return known;
    const number = this.values.push(value) - 1;
    this.numbers.set(value, number);
    return number;
  }

  valueOf(number: number): string | null {
    return this.values[number] ?? null;
  }
}
