'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useToast } from '#components/ui/toast';
import {
  adoptionKeys,
  createFeatureMutation,
  deleteFeatureMutation,
  updateFeatureMutation,
} from '#lib/adoption/client';

/** Defines, changes and deletes features; every answer about adoption is asked again afterwards. */
export function useFeatureWrites() {
  const client = useQueryClient();
  const toast = useToast();
  const done = async (title: string) => {
    toast({ title });
    await client.invalidateQueries({ queryKey: adoptionKeys.all });
  };
  const create = useMutation({
    ...createFeatureMutation(),
    onSuccess: ({ name }) => done(`${name} is defined`),
  });
  const update = useMutation({
    ...updateFeatureMutation(),
    onSuccess: ({ name }) => done(`${name} is saved`),
  });
  const remove = useMutation({
    ...deleteFeatureMutation(),
    onSuccess: () => done('The definition is deleted'),
  });
  return { create, update, remove };
}
