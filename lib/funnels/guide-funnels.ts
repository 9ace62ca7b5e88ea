import type { FunnelDefinitionInput } from '#lib/funnels/schema';

/** The funnels that every installation begins with. */
export const GUIDE_FUNNELS: readonly { name: string; definition: FunnelDefinitionInput }[] = [
  {
    name: 'Cover letter',
    definition: {
      feature: 'cover_letter',
      steps: [
        { step: 'view', name: 'View feature page' },
        { step: 'click_generate', name: 'Click generate button' },
        { step: 'complete_form', name: 'Complete CV selection' },
        { step: 'submit', name: 'Submit request' },
        { step: 'download', name: 'Download result' },
      ],
    },
  },
  {
    name: 'VPR generator',
    definition: {
      feature: 'vpr_generator',
      steps: [
        { step: 'view', name: 'View VPR page' },
        { step: 'upload_cv', name: 'Upload CV' },
        { step: 'enter_job', name: 'Enter job description' },
        { step: 'generate', name: 'Generate VPR' },
        { step: 'save', name: 'Save to profile' },
      ],
    },
  },
];
