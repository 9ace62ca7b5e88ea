// Below this share of its own size a pivot is nothing but rounding.
const TINY = 1e-9;

/**
 * Solves `matrix · x = right` for a symmetric, positive semidefinite matrix, by Gauss and Jordan's elimination. A
 * variable that the others determine, or that never varies, gets 0: leaving it out changes no fitted value.
 */
export function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0]);
  const size = rows.length;
  const isUsed = rows.map(() => false);
  for (let pivot = 0; pivot < size; pivot += 1) {
    const row = rows[pivot] ?? [];
    const value = row[pivot] ?? 0;
    if (value <= TINY * (matrix[pivot]?.[pivot] ?? 0)) continue;
    isUsed[pivot] = true;
    for (const other of rows) {
      if (other === row) continue;
      const factor = (other[pivot] ?? 0) / value;
      for (let column = pivot; column <= size; column += 1) {
        other[column] = (other[column] ?? 0) - factor * (row[column] ?? 0);
      }
    }
  }
  return rows.map((row, index) => (isUsed[index] ? (row[size] ?? 0) / (row[index] ?? 1) : 0));
}
