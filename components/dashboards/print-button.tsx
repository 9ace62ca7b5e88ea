'use client';

import { Printer } from 'lucide-react';
import { Button } from '#components/ui/button';

export function PrintButton() {
  return (
    <Button onClick={() => print()}>
      <Printer aria-hidden size={14} /> Print
    </Button>
  );
}
