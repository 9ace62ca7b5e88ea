import { Badge, type Tone } from '#components/ui/badge';
import type { NoticeState } from '#lib/incidents/notice-state';
import { SEVERITY, type Severity } from '#lib/incidents/severity';
import type { IncidentStatus } from '#lib/incidents/status';

const STATUS: Record<IncidentStatus, { words: string; tone: Tone }> = {
  open: { words: 'Open', tone: 'bad' },
  mitigated: { words: 'Mitigated', tone: 'attention' },
  closed: { words: 'Closed', tone: 'good' },
};

const SEVERITY_TONE: Record<Severity, Tone> = { P1: 'bad', P2: 'attention', P3: 'neutral', P4: 'neutral' };

export const NOTICE: Record<NoticeState, { words: string; tone: Tone }> = {
  kept: { words: 'Nobody was told', tone: 'attention' },
  waiting: { words: 'Not notified yet', tone: 'attention' },
  sending: { words: 'On its way', tone: 'attention' },
  sent: { words: 'Sent', tone: 'good' },
  failed: { words: 'Not notified', tone: 'bad' },
};

export function StatusBadge({ status }: { status: IncidentStatus }) {
  return <Badge tone={STATUS[status].tone}>{STATUS[status].words}</Badge>;
}

export function SeverityBadge({ severity }: { severity: Severity }) {
  return (
    <Badge tone={SEVERITY_TONE[severity]}>
      {severity} {SEVERITY[severity].label}
    </Badge>
  );
}
