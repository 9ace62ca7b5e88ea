/** What must never be, by the sentence that it breaks. */
export type InvariantName =
  | 'one active change per alias'
  | 'no write after a stale plan'
  | 'intent before call'
  | 'no bad, live or $LATEST target'
  | 'weights are empty after a move'
  | 'no double move'
  | 'all moved or told'
  | 'all back or told'
  | 'protected is not deleted'
  | 'each deletion names a version'
  | 'what is gone is not told as kept'
  | 'what was left is marked and locked'
  | 'every intent has an outcome'
  | 'every change ends'
  | 'nothing stays taken'
  | 'audit matches the journal'
  | 'ledger has each move'
  | 'target was live before'
  | 'equal answers for one key'
  | 'one automatic action per deployment'
  | 'what was restored stays'
  | 'nothing outside the bake window'
  | 'what was red before does not trigger'
  | 'missing data does not trigger'
  | 'automation cools down'
  | 'only a rule that is on acts'
  | 'a message is heard once'
  | 'what is decided is carried out'
  | 'a split is an open incident'
  | 'no deploy past a lock'
  | 'no foreign code is overwritten'
  | 'what was published is not told as lost'
  | 'a deploy publishes once'
  | 'what hurt is marked'
  | 'a mark goes with the move forward';

/** Something that must never be, and was. */
export class Violation extends Error {
  constructor(
    readonly invariant: InvariantName,
    readonly said: string,
  ) {
    super(`${invariant}: ${said}`);
  }
}
