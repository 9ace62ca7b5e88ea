import { redirect } from 'next/navigation';

/** Every role may read funnels, so that is where everybody begins. */
export default function HomePage() {
  redirect('/funnels');
}
