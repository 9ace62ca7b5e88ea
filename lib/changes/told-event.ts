/** One thing that those who watch a change are told. */
export interface ToldEvent {
  id: string;
  at: string;
  kind: string;
  sentence: string;
}
