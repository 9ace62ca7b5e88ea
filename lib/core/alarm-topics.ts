/** A message as Amazon SNS sends it over HTTP. */
export interface SnsEnvelope {
  Type: 'Notification' | 'SubscriptionConfirmation' | 'UnsubscribeConfirmation';
  MessageId: string;
  TopicArn: string;
  Subject?: string | undefined;
  Message: string;
  Timestamp: string;
  SignatureVersion: '1' | '2';
  Signature: string;
  SigningCertURL: string;
  SubscribeURL?: string | undefined;
  Token?: string | undefined;
}

/** The topics on which alarms may be told of. */
export interface AlarmTopics {
  /**
   * Makes sure that a message is what SNS sent on one of these topics.
   *
   * @throws AppError `forbidden` for another topic, another signer or a signature that does not fit; `unavailable` when
   * the signer's certificate cannot be fetched.
   */
  verify(envelope: SnsEnvelope): Promise<void>;
  /** Answers SNS that this product wants to hear of a topic; the envelope is one that was verified. */
  confirm(envelope: SnsEnvelope): Promise<void>;
}
