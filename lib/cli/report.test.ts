import { describe, expect, it } from 'vitest';
import { Report } from '#lib/cli/report';
import { Steps } from '#lib/cli/steps';

describe('Report', () => {
  it('goes on after a failure, shows its output, and names it in the summary', async () => {
    let said = '';
    const report = new Report((text) => {
      said += text;
    });
    expect(await report.run('first', async () => ({ passed: false, output: 'the reason' }))).toBe(false);
    expect(await report.run('second', async () => ({ passed: true, output: 'hidden' }))).toBe(true);
    expect(await report.run('third', () => Promise.reject(new Error('thrown')))).toBe(false);
    expect(said).toMatch(/▸ first\nthe reason\n✗ first \(\d/);
    expect(said).not.toContain('hidden');
    expect(said).toContain('thrown\n✗ third');
    expect(report.hasFailed).toBe(true);
    expect(report.summary()).toMatch(/✗ first[\s\S]*✓ second[\s\S]*✗ third[\s\S]*2 of 3 failed after/);
  });

  it('is content when all passed', async () => {
    const report = new Report(() => {});
    await report.run('only', async () => ({ passed: true, output: '' }));
    expect(report.hasFailed).toBe(false);
    expect(report.summary()).toContain('All passed');
  });
});

describe('Steps', () => {
  it('numbers the steps and says what came of each', async () => {
    let said = '';
    const steps = new Steps(2, (text) => {
      said += text;
    });
    await steps.run('Building', async () => 'unchanged');
    await steps.run('Starting', async () => 'answering');
    expect(said).toMatch(/^\[1\/2\] Building …\n +unchanged \(0\.\d s\)\n\[2\/2\] Starting …\n +answering/);
  });
});
