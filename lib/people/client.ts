import { infiniteQueryOptions, mutationOptions, queryOptions } from '@tanstack/react-query';
import { fetchJson } from '#lib/core/fetch-json';
import type {
  ApproverChangeView,
  DecideApproverChange,
  ProposeApproverChange,
} from '#lib/people/approver-schema';
import type {
  ChangePassword,
  CreatedPerson,
  CreatePerson,
  PeoplePage,
  PersonView,
  UpdateMe,
  UpdatePerson,
} from '#lib/people/schema';

const PEOPLE = ['people'] as const;
const ME = ['me'] as const;

/** Everybody, by name, a page at a time. */
export const peopleOptions = () =>
  infiniteQueryOptions({
    queryKey: [...PEOPLE, 'list'],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<PeoplePage>(`/api/people${pageParam ? `?cursor=${pageParam}` : ''}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const createPersonMutation = () =>
  mutationOptions({
    mutationFn: (body: CreatePerson) => fetchJson<CreatedPerson>('/api/people', { method: 'POST', body }),
    onSuccess: (_data, _variables, _result, { client }) => client.invalidateQueries({ queryKey: PEOPLE }),
  });

export const updatePersonMutation = () =>
  mutationOptions({
    mutationFn: ({ id, ...body }: UpdatePerson & { id: string }) =>
      fetchJson<PersonView>(`/api/people/${id}`, { method: 'PUT', body }),
    onSuccess: (_data, _variables, _result, { client }) => client.invalidateQueries({ queryKey: PEOPLE }),
  });

/** Gives a person a new generated password, shown once, and ends their sessions. */
export const resetPasswordMutation = () =>
  mutationOptions({
    mutationFn: ({ id }: { id: string }) =>
      fetchJson<CreatedPerson>(`/api/people/${id}/password-reset`, { method: 'POST', body: {} }),
    onSuccess: (_data, _variables, _result, { client }) => client.invalidateQueries({ queryKey: PEOPLE }),
  });

export const endSessionsMutation = () =>
  mutationOptions({
    mutationFn: ({ id }: { id: string }) =>
      fetchJson<undefined>(`/api/people/${id}/sessions-end`, { method: 'POST', body: {} }),
  });

/** Changes of the approver list that wait for a second admin. */
export const approverChangesOptions = () =>
  queryOptions({
    queryKey: [...PEOPLE, 'approver-changes'],
    queryFn: ({ signal }) =>
      fetchJson<{ changes: ApproverChangeView[] }>('/api/people/approver-changes', { signal }),
  });

export const proposeApproverChangeMutation = () =>
  mutationOptions({
    mutationFn: (body: ProposeApproverChange) =>
      fetchJson<ApproverChangeView>('/api/people/approver-changes', { method: 'POST', body }),
    onSuccess: (_data, _variables, _result, { client }) => client.invalidateQueries({ queryKey: PEOPLE }),
  });

export const decideApproverChangeMutation = () =>
  mutationOptions({
    mutationFn: ({ id, ...body }: DecideApproverChange & { id: string }) =>
      fetchJson<ApproverChangeView>(`/api/people/approver-changes/${id}/decision`, { method: 'POST', body }),
    onSuccess: (_data, _variables, _result, { client }) => client.invalidateQueries({ queryKey: PEOPLE }),
  });

/** Who is signed in. */
export const meOptions = () =>
  queryOptions({ queryKey: ME, queryFn: ({ signal }) => fetchJson<PersonView>('/api/me', { signal }) });

export const updateMeMutation = () =>
  mutationOptions({
    mutationFn: (body: UpdateMe) => fetchJson<PersonView>('/api/me', { method: 'PUT', body }),
    onSuccess: (_data, _variables, _result, { client }) => client.invalidateQueries({ queryKey: ME }),
  });

/** Ends every session of the person, this one included: sign in again with the new password. */
export const changePasswordMutation = () =>
  mutationOptions({
    mutationFn: (body: ChangePassword) => fetchJson<undefined>('/api/me/password', { method: 'PUT', body }),
  });
