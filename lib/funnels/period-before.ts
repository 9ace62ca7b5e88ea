/** The period of the same length that ends where this one begins. */
export function periodBefore<Q extends { from: string; to: string }>(question: Q): Q {
  const from = Date.parse(question.from);
  const length = Date.parse(question.to) - from;
  return { ...question, from: new Date(from - length).toISOString(), to: question.from };
}
