'use client';

import { ChevronDown, LogOut, SunMoon, UserRound } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { signOut } from '#components/shell/sign-out';
import { switchTheme } from '#components/shell/theme';
import { Menu } from '#components/ui/menu';
import type { Role } from '#lib/core/roles';

export interface Me {
  name: string;
  email: string;
  role: Role;
}

/** Who is signed in, and what concerns only them. */
export function PersonMenu({ me }: { me: Me }) {
  const router = useRouter();
  return (
    <Menu
      label="Your account"
      triggerProps={{ variant: 'quiet', className: 'px-2! max-w-40', 'aria-label': `Account of ${me.name}` }}
      trigger={
        <>
          <span className="truncate max-sm:hidden">{me.name}</span>
          <UserRound aria-hidden size={16} className="sm:hidden" />
          <ChevronDown aria-hidden size={14} className="text-ink-3" />
        </>
      }
      header={
        <div className="text-12">
          <p className="font-medium text-14">{me.name}</p>
          <p className="text-ink-2">{me.email}</p>
          <p className="text-ink-3">Role: {me.role}</p>
        </div>
      }
      items={[
        {
          id: 'account',
          label: 'Account',
          icon: <UserRound aria-hidden size={14} />,
          onSelect: () => router.push('/account'),
        },
        {
          id: 'theme',
          label: 'Switch theme',
          icon: <SunMoon aria-hidden size={14} />,
          onSelect: () => void switchTheme(),
        },
        { id: 'sign-out', label: 'Sign out', icon: <LogOut aria-hidden size={14} />, onSelect: signOut },
      ]}
    />
  );
}
